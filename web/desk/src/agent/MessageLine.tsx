import { IconLock, IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LetterCard } from "../letters/LetterCard";
import { OutgoingLetter } from "../letters/OutgoingLetter";
import { clockTime, day } from "../parts/time";
import { useSession } from "../session/session";
import type { Message } from "./desk";
import styles from "./MessageList.module.css";

/** One message of a conversation, or a note; who wrote it is said when somebody else, or another day, was before. */
export function MessageLine({ contact, message, before }: { contact: string; message: Message; before?: Message }) {
  const { t, i18n } = useTranslation("agent");
  const { person } = useSession();
  const isNewDay = !before || before.at.slice(0, 10) !== message.at.slice(0, 10);
  const goesOn = !isNewDay && before?.author === message.author && before.person === message.person;
  const who =
    message.author === "Citizen"
      ? t("citizen")
      : message.author === "Automatic"
        ? t("automatic")
        : message.person === person
          ? t("you")
          : (message.personName ?? t("colleague"));
  if (message.letter?.isOutgoing) return <OutgoingLetter contact={contact} message={message} letter={message.letter} />;
  if (message.letter) return <LetterCard contact={contact} message={message} letter={message.letter} />;
  return (
    <>
      {isNewDay && <p className={styles.day}>{day(message.at, i18n.language)}</p>}
      <article className={styles.line} data-author={message.author}>
        {!goesOn && (
          <header className={styles.by}>
            {message.author === "Internal" && <IconLock size={13} aria-hidden />}
            <strong>{who}</strong>
            {message.author === "Internal" && <span>{t("internal")}</span>}
            <time dateTime={message.at}>{clockTime(message.at, i18n.language)}</time>
          </header>
        )}
        {message.text !== "" && (
          <p className={styles.text} dir="auto">
            {message.text ?? <em>{t("erased")}</em>}
          </p>
        )}
        {message.files.map((it) => (
          <a key={it.id} className={styles.file} href={`/api/v1/contacts/${contact}/files/${it.id}`} download={it.name}>
            <IconPaperclip size={15} aria-hidden />
            <span>{it.name}</span>
            <span className="quiet">{t("kilobytes", { size: Math.max(1, Math.round(Number(it.bytes) / 1024)) })}</span>
          </a>
        ))}
      </article>
    </>
  );
}
