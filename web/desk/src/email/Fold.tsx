import { type ReactNode, useState } from "react";
import styles from "./MailCard.module.css";

/** Something that most readers need not see, behind a line that says what it is. */
export function Fold({ show, hide, children }: { show: string; hide: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.fold} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{isOpen ? hide : show}</summary>
      {isOpen && children}
    </details>
  );
}
