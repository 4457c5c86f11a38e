import type { ReactNode } from "react";
import styles from "./State.module.css";

export type Tone = "good" | "care" | "bad" | "note" | "rest";

/** A state in a word, with a shape before it: the colour only helps. */
export function State({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`${styles.state} ${styles[tone]}`}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
