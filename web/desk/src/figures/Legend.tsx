import classes from "./Figures.module.css";

/** What the colours of a chart mean, in the order in which they stand. */
export function Legend({ of }: { of: readonly { name: string; label: string; color: string }[] }) {
  return (
    <ul className={classes.legend} aria-hidden>
      {of.map((it) => (
        <li key={it.name}>
          <span style={{ background: it.color }} />
          {it.label}
        </li>
      ))}
    </ul>
  );
}
