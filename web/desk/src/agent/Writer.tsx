import { IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/session";
import styles from "./Writer.module.css";
import { useWriter } from "./writing";

/** Says when a colleague writes an answer in the contact that is shown. */
export function Writer({ contact }: { contact: string }) {
  const { t } = useTranslation("agent");
  const writer = useWriter(contact, useSession().person);
  return (
    <div role="status">
      {writer !== undefined && (
        <p className={styles.writer}>
          <IconPencil size={15} aria-hidden /> {t("isWriting", { name: writer ?? t("colleague") })}
        </p>
      )}
    </div>
  );
}
