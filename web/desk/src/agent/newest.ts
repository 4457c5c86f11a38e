import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Nearer to the end than this, in pixels, the reader follows what comes. */
const near = 48;

/**
 * Brings what is newest into view when something comes, and keeps the end there when what stands below it grows, or
 * when the last line says more; whoever reads further up is left in peace.
 */
export function useNewestInView(end: RefObject<HTMLElement | null>, comes: string, says: string) {
  const isAtEnd = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever comes brings the newest into view
  useLayoutEffect(() => show(end.current), [end, comes]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the last line says may make it taller
  useLayoutEffect(() => {
    if (isAtEnd.current) show(end.current);
  }, [end, says]);

  useEffect(() => {
    const area = end.current?.parentElement;
    if (!area) return;
    const look = () => {
      isAtEnd.current = area.scrollHeight - area.scrollTop - area.clientHeight < near;
    };
    look();
    const watch = new ResizeObserver(() => isAtEnd.current && end.current?.scrollIntoView?.({ block: "end" }));
    area.addEventListener("scroll", look, { passive: true });
    watch.observe(area);
    return () => {
      area.removeEventListener("scroll", look);
      watch.disconnect();
    };
  }, [end]);
}

/** One that is taller than the window is read from its beginning. */
function show(end: HTMLElement | null) {
  const area = end?.parentElement;
  const last = [...(area?.querySelectorAll<HTMLElement>(":scope > article") ?? [])].at(-1);
  if (area && last && last.offsetHeight > area.clientHeight) last.scrollIntoView?.({ block: "start" });
  else end?.scrollIntoView?.({ block: "end" });
}
