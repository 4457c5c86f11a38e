import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../live/live";
import styles from "./ConnectionBar.module.css";

/** Says when the page no longer hears from the server. What one has written stays. */
export function ConnectionBar() {
  const { t } = useTranslation("shell");
  const isLost = useConnection() === "lost";
  return (
    <div role="status" aria-live="polite">
      {isLost && (
        <div className={styles.lost}>
          <IconPlugConnectedX size={18} aria-hidden />
          {t("reconnecting")}
        </div>
      )}
    </div>
  );
}
