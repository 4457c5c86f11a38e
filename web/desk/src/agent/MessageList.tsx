import { Button, Text } from "@mantine/core";
import { IconAlertTriangle, IconClock, IconPaperclip } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { MailCard } from "../email/MailCard";
import { mailBefore } from "../email/mail";
import { SideLine } from "../outward/SideLine";
import { dayAndTime } from "../parts/time";
import { messagesQuery } from "./desk";
import { addToDraft, putBack } from "./draft";
import { MessageLine } from "./MessageLine";
import styles from "./MessageList.module.css";
import { useNewestInView } from "./newest";
import { type Sending, takeBack, useOutbox } from "./outbox";
import { Parts, Turns } from "./Thread";
import { around, threadQuery, turns } from "./thread";
import { useIsTyping } from "./typing";

type Props = { contact: string; channel: string; lastMessage: number };

/** What was said, in this contact and before it, the newest at the bottom; what is on its way after it. */
export function MessageList({ contact, channel, lastMessage }: Props) {
  const { t, i18n } = useTranslation("agent");
  const cache = useQueryClient();
  const { data: messages = [], isError, refetch } = useQuery(messagesQuery(contact));
  const { data: thread } = useQuery({ ...threadQuery(contact, channel), placeholderData: (before) => before });
  const { earlier } = around(thread?.parts ?? []);
  const own = thread?.parts.find((it) => it.isThis);
  const channels = own?.channels ?? [];
  const sending = useOutbox(contact);
  const isTyping = useIsTyping(contact);
  const end = useRef<HTMLDivElement>(null);
  const hasMails = messages.some((it) => it.mail && !it.side);
  const known = messages.at(-1)?.number ?? 0;

  // The desk knows of messages that have not come: the stream lost one on the way.
  useEffect(() => {
    if (lastMessage <= known) return;
    const timer = setTimeout(() => void cache.invalidateQueries({ queryKey: ["messages", contact] }), 300);
    return () => clearTimeout(timer);
  }, [cache, contact, lastMessage, known]);

  const { mail } = messages.at(-1) ?? {};
  useNewestInView(end, `${known} ${sending.length} ${isTyping} ${earlier.length}`, `${mail?.state} ${mail?.trouble}`);

  return (
    <div
      className={styles.messages}
      data-mails={hasMails || channel === "Letter" || channel === "Fax" || undefined}
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
      {own && earlier.length > 0 && (
        <>
          <Parts parts={earlier} />
          <p className={styles.event}>{t("thread.this", { at: dayAndTime(own.contact.arrivedAt, i18n.language) })}</p>
        </>
      )}
      {messages.map((it, at) => (
        <Fragment key={it.number}>
          <Turns channels={turns(channels, messages[at - 1]?.at, it.at)} />
          {it.side ? (
            <SideLine contact={contact} message={it} />
          ) : it.mail ? (
            <MailCard contact={contact} message={it} before={mailBefore(messages, it)} />
          ) : (
            <MessageLine contact={contact} message={it} before={messages[at - 1]} />
          )}
        </Fragment>
      ))}
      <Turns channels={messages.length > 0 ? turns(channels, messages.at(-1)?.at, undefined) : []} />
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
