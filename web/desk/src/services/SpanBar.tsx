import { isStretch, minutes } from "./draft";
import styles from "./WeekEditor.module.css";

const day = 24 * 60;

/** The day from midnight to midnight, with what is open filled in. */
export function SpanBar({ spans }: { spans: { from?: string; until?: string }[] }) {
  return (
    <span className={styles.bar} aria-hidden>
      {spans.filter(isStretch).map((it) => {
        const from = minutes(it.from);
        return (
          <i
            key={`${it.from} ${it.until}`}
            style={{ left: `${(100 * from) / day}%`, width: `${(100 * (minutes(it.until, true) - from)) / day}%` }}
          />
        );
      })}
    </span>
  );
}
