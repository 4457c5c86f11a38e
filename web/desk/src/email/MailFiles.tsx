import { IconFileOff, IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { size } from "./files";
import styles from "./MailCard.module.css";

const reasons = ["kind", "large", "many", "unsafe", "unchecked"];

type Props = { contact: string; files: Schemas["FileReference"][]; leftOut: Schemas["LeftOutFile"][] };

/** What was attached: to be downloaded, or left out and why. */
export function MailFiles({ contact, files, leftOut }: Props) {
  const { t, i18n } = useTranslation("email");
  if (files.length + leftOut.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t("files")}>
      {files.map((it) => (
        <li key={it.id}>
          <a className={styles.file} href={`/api/v1/contacts/${contact}/files/${it.id}`} download={it.name}>
            <IconPaperclip size={15} aria-hidden />
            <span className={styles.fileName}>{it.name}</span>
            <span className="quiet">{size(Number(it.bytes), i18n.language)}</span>
          </a>
        </li>
      ))}
      {leftOut.map((it, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same name, and their order never changes
        <li key={`${at} ${it.name}`} className={styles.leftOut}>
          <IconFileOff size={15} aria-hidden />
          <span>
            {it.name}: {t(`leftOut.${reasons.includes(it.why) ? it.why : "other"}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
