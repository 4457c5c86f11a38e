import { Button } from "@mantine/core";
import { IconClock, IconKeyboard, IconPlayerPause } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CallbacksLink } from "../callbacks/CallbacksLink";
import { LettersToPrint } from "../letters/LettersToPrint";
import { NewMail } from "../outward/NewMail";
import { ChannelIcon } from "../parts/channels";
import { stopwatch } from "../parts/time";
import { Dial } from "../phone/Dial";
import { ParkedCalls } from "../switchboard/ParkedCalls";
import { best } from "../texts/best";
import styles from "./ContactList.module.css";
import { useNow } from "./clock";
import type { DeskContact, Setup } from "./desk";
import { OwnDay, OwnDayButton } from "./OwnDay";
import { markRead, unread, useRead } from "./read";

type Props = {
  contacts: DeskContact[];
  chosen: string | undefined;
  setup: Setup;
  onChoose: (contact: string) => void;
  onHelp: () => void;
};

/** The contacts on the desk, each with how long it has waited for an answer. */
export function ContactList({ contacts, chosen, setup, onChoose, onHelp }: Props) {
  const { t } = useTranslation("agent");
  const seen = contacts.find((it) => it.contact === chosen);

  // What is on the screen, in a window that somebody looks at, has been read.
  useEffect(() => {
    const see = () => seen && document.visibilityState === "visible" && markRead(seen.contact, seen.lastMessage);
    see();
    document.addEventListener("visibilitychange", see);
    return () => document.removeEventListener("visibilitychange", see);
  }, [seen]);

  return (
    <div className={styles.all}>
      <h2 className={styles.title}>{t("mine")}</h2>
      {contacts.length === 0 && <p className={styles.none}>{t("noneMine")}</p>}
      <ul className={styles.list}>
        {contacts.map((it) => (
          <li key={it.contact}>
            <Row contact={it} isChosen={it.contact === chosen} setup={setup} onChoose={() => onChoose(it.contact)} />
          </li>
        ))}
      </ul>
      <ParkedCalls setup={setup} />
      <NewMail className={styles.begin} />
      <Dial className={styles.begin} />
      {setup.services.some((it) => it.channels.includes("Voice")) && (
        <CallbacksLink className={styles.begin} size="compact-sm" />
      )}
      {setup.services.some((it) => it.channels.includes("Letter")) && <LettersToPrint className={styles.begin} />}
      <OwnDay />
      <OwnDayButton />
      <Button
        className={styles.help}
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconKeyboard size={16} aria-hidden />}
        onClick={onHelp}
      >
        {t("keys.title")}
      </Button>
    </div>
  );
}

type RowProps = { contact: DeskContact; isChosen: boolean; setup: Setup; onChoose: () => void };

function Row({ contact, isChosen, setup, onChoose }: RowProps) {
  const { t, i18n } = useTranslation("agent");
  const { card } = contact;
  const fresh = unread(useRead(), contact.contact, contact.lastMessage);
  const service = setup.services.find((it) => it.service === card.service);
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isChosen]);
  return (
    <button
      type="button"
      ref={row}
      className={styles.row}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <span className={styles.who}>
        <ChannelIcon channel={card.channel} />
        <span className={styles.name} dir="auto">
          {card.name ?? t("unknownName")}
        </span>
        {fresh > 0 && !isChosen && (
          <span className={styles.fresh}>
            {fresh}
            <span className="unseen"> {t("unread", { count: fresh })}</span>
          </span>
        )}
      </span>
      <span className={styles.about}>
        <span className={styles.service}>{best(service?.name, i18n.language)}</span>
        {contact.isCitizenAway ? <span className={styles.care}>{t("away.short")}</span> : <Clock contact={contact} />}
      </span>
    </button>
  );
}

function Clock({ contact }: { contact: DeskContact }) {
  const { t } = useTranslation("agent");
  const time = useNow();
  if (contact.stage === "WrappingUp" && contact.wrapUpUntil)
    return (
      <span className={styles.care}>
        {t("wrapUpLeft", { time: stopwatch(Date.parse(contact.wrapUpUntil) - time) })}
      </span>
    );
  if (contact.stage === "Held")
    return (
      <span className={styles.care}>
        <IconPlayerPause size={13} aria-hidden />{" "}
        {t("heldFor", { time: stopwatch(time - Date.parse(contact.stageSince)) })}
      </span>
    );
  const since = contact.card.awaitsAnswerSince;
  if (!since) return <span className="quiet">{t("answered")}</span>;
  const waited = time - Date.parse(since);
  return (
    <span className={waited > 60_000 ? styles.late : undefined}>
      <IconClock size={13} aria-hidden /> {t("awaits", { time: stopwatch(waited) })}
    </span>
  );
}
