import { CloseButton, Loader } from "@mantine/core";
import { IconAlertTriangle, IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { size } from "./files";
import styles from "./MailEditor.module.css";
import type { Attaching } from "./useAttaching";

type Props = { files: Schemas["FileReference"][]; attaching: Attaching; onRemove: (file: string) => void };

/** What goes with the mail, what is on its way, and what could not be taken. */
export function AttachedFiles({ files, attaching, onRemove }: Props) {
  const { t, i18n } = useTranslation("email");
  if (files.length + attaching.coming.length + attaching.refused.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t("files")}>
      {files.map((it) => (
        <li key={it.id} className={styles.file}>
          <IconPaperclip size={15} aria-hidden />
          <span className={styles.fileName}>{it.name}</span>
          <span className="quiet">{size(Number(it.bytes), i18n.language)}</span>
          <CloseButton
            size="sm"
            aria-label={t("editor.removeFile", { name: it.name })}
            onClick={() => onRemove(it.id)}
          />
        </li>
      ))}
      {attaching.coming.map((it) => (
        <li key={it.key} className={styles.file}>
          <Loader size={14} aria-label={t("editor.attaching")} />
          <span className={styles.fileName}>{it.name}</span>
        </li>
      ))}
      {attaching.refused.map((it) => (
        <li key={it.key} className={styles.refused} role="alert">
          <IconAlertTriangle size={15} aria-hidden />
          <span>
            {it.name}: {it.why}
          </span>
          <CloseButton
            size="sm"
            aria-label={t("editor.removeFile", { name: it.name })}
            onClick={() => attaching.dismiss(it.key)}
          />
        </li>
      ))}
    </ul>
  );
}
