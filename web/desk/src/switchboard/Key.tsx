import { Kbd } from "@mantine/core";
import { type KeyName, keys } from "../agent/shortcuts";
import styles from "./DirectoryList.module.css";

/** The key of a button, to be seen; screen readers have it from the button's aria-keyshortcuts. */
export function Key({ of }: { of: KeyName }) {
  return (
    <Kbd className={styles.key} aria-hidden>
      {keys[of]}
    </Kbd>
  );
}
