import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DeskContact } from "../agent/desk";
import styles from "./Sound.module.css";

/** Whose sound is bad in this call right now, and what helps. */
export function SoundSign({ contact: { sound } }: { contact: Pick<DeskContact, "sound"> }) {
  const { t } = useTranslation("sound");
  return (
    <div role="status">
      {sound && (
        <div className={styles.sign}>
          <IconAlertTriangle size={20} aria-hidden />
          <div>
            <p className={styles.what}>{t(`bad.${sound}`)}</p>
            <p>{t(`bad.${sound}Help`)}</p>
          </div>
        </div>
      )}
    </div>
  );
}
