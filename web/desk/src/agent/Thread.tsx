import { IconArrowsExchange } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { MailCard } from "../email/MailCard";
import { mailBefore } from "../email/mail";
import { SideLine } from "../outward/SideLine";
import { ChannelIcon } from "../parts/channels";
import { clockTime, dayAndTime } from "../parts/time";
import { best } from "../texts/best";
import { MessageLine } from "./MessageLine";
import styles from "./Thread.module.css";
import { type Part, type Stretch, turns } from "./thread";

/** What was said in other contacts of the same story, in order, each under its own heading. Nobody is told aloud of what is old. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <div className={styles.parts} aria-live="off">
      {parts.map((it) => (
        <PastPart key={it.contact.contact} part={it} />
      ))}
    </div>
  );
}

function PastPart({ part: { contact, channels, messages } }: { part: Part }) {
  const { t, i18n } = useTranslation("agent");
  return (
    <section className={styles.part} data-mails={messages.some((it) => it.mail && !it.side) || undefined}>
      <h3 className={styles.title}>
        <ChannelIcon channel={channels[0]?.channel ?? contact.channel} />
        <Link to={`/history/${contact.contact}` as never}>{t("thread.contact", { reference: contact.reference })}</Link>
        <span>{best(contact.serviceName, i18n.language)}</span>
        <time dateTime={contact.arrivedAt}>{dayAndTime(contact.arrivedAt, i18n.language)}</time>
      </h3>
      {messages.map((it, at) => (
        <Fragment key={it.number}>
          <Turns channels={turns(channels, messages[at - 1]?.at, it.at)} />
          {it.side ? (
            <SideLine contact={contact.contact} message={it} />
          ) : it.mail ? (
            <MailCard contact={contact.contact} message={it} before={mailBefore(messages, it)} isPast />
          ) : (
            <MessageLine contact={contact.contact} message={it} before={messages[at - 1]} />
          )}
        </Fragment>
      ))}
      <Turns channels={turns(channels, messages.at(-1)?.at, undefined)} />
    </section>
  );
}

/** Where a contact went on in another channel. */
export function Turns({ channels }: { channels: readonly Stretch[] }) {
  const { t, i18n } = useTranslation("agent");
  return channels.map((it) => (
    <p key={it.from} className={styles.turn}>
      <IconArrowsExchange size={14} aria-hidden />
      {t("thread.turn", { channel: t(`parts:channel.${it.channel}`), at: clockTime(it.from, i18n.language) })}
    </p>
  ));
}
