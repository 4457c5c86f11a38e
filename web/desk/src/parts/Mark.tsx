/** The product's mark: a tip above the water, and the rest below it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f4a61" />
      <path d="M9.5 13.5 14 6l4 3.2 3.2 4.3z" fill="#fff" />
      <path d="M6 16h20l-3.6 6.2L16.5 27l-5.3-3.4z" fill="#86bccd" />
    </svg>
  );
}
