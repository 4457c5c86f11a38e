import { Button, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock, IconLock, IconPaperclip } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { MailCard } from "../email/MailCard";
import { mailBefore } from "../email/mail";
import { clockTime, day } from "../parts/time";
import { useSession } from "../session/session";
import { type Message, messagesQuery } from "./desk";
import { addToDraft, putBack } from "./draft";
import styles from "./MessageList.module.css";
import { useNewestInView } from "./newest";
import { type Sending, takeBack, useOutbox } from "./outbox";
import { useIsTyping } from "./typing";

/** What was said, the newest at the bottom; what is on its way after it. */
export function MessageList({ contact, lastMessage }: { contact: string; lastMessage: number }) {
  const { t } = useTranslation("agent");
  const cache = useQueryClient();
  const { data: messages = [], isError, refetch } = useQuery(messagesQuery(contact));
  const sending = useOutbox(contact);
  const isTyping = useIsTyping(contact);
  const end = useRef<HTMLDivElement>(null);
  const hasMails = messages.some((it) => it.mail);
  const known = messages.at(-1)?.number ?? 0;

  // The desk knows of messages that have not come: the stream lost one on the way.
  useEffect(() => {
    if (lastMessage <= known) return;
    const timer = setTimeout(() => void cache.invalidateQueries({ queryKey: ["messages", contact] }), 300);
    return () => clearTimeout(timer);
  }, [cache, contact, lastMessage, known]);

  const { mail } = messages.at(-1) ?? {};
  useNewestInView(end, `${known} ${sending.length} ${isTyping}`, `${mail?.state} ${mail?.trouble}`);

  return (
    <div
      className={styles.messages}
      data-mails={hasMails || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      role="log"
      aria-label={t("messages")}
    >
      {isError && (
        <p className={styles.event}>
          {t("messagesFailed")}{" "}
          <Button variant="subtle" size="compact-sm" onClick={() => void refetch()}>
            {t("shell:again")}
          </Button>
        </p>
      )}
      {messages.map((it, at) =>
        it.mail ? (
          <MailCard key={it.number} contact={contact} message={it} before={mailBefore(messages, it)} />
        ) : (
          <MessageLine key={it.number} contact={contact} message={it} before={messages[at - 1]} />
        ),
      )}
      {sending.map((it) => (
        <SendingLine key={it.key} contact={contact} sending={it} />
      ))}
      <div className={styles.typing} aria-live="polite" hidden={hasMails}>
        {isTyping && t("isTyping")}
      </div>
      <div ref={end} />
    </div>
  );
}

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

function SendingLine({ contact, sending }: { contact: string; sending: Sending }) {
  const { t } = useTranslation("agent");
  const change = () => {
    const isBack = sending.mail && putBack(contact, sending.text, sending.mail);
    if (!isBack && sending.text) addToDraft(contact, sending.text);
    takeBack(contact, sending.key);
  };
  return (
    <article
      className={styles.line}
      data-author={sending.isInternal ? "Internal" : "Staff"}
      data-sending
      data-mail={sending.mail && true}
    >
      {sending.file === undefined ? (
        <p className={styles.text} dir="auto">
          {sending.text}
        </p>
      ) : (
        <p className={styles.file}>
          <IconPaperclip size={15} aria-hidden />
          <span>{sending.file}</span>
        </p>
      )}
      {sending.refused ? (
        <div className={styles.refused} role="alert">
          <IconAlertTriangle size={15} aria-hidden />
          <Text span size="sm">
            {t("notSent", { why: sending.refused })}
          </Text>
          <Button variant="subtle" size="compact-sm" onClick={change}>
            {sending.file === undefined ? t("change") : t("file.remove")}
          </Button>
        </div>
      ) : (
        <footer className={styles.way}>
          <IconClock size={13} aria-hidden /> {t("onItsWay")}
        </footer>
      )}
    </article>
  );
}
