import { Button } from "@mantine/core";
import {
  IconArrowForwardUp,
  IconArrowsExchange,
  IconArrowsJoin,
  IconArrowsShuffle,
  IconBell,
  IconBellOff,
  IconCheck,
  IconCircleDot,
  IconClock,
  IconDoorEnter,
  IconDoorExit,
  IconFlag,
  IconMail,
  IconMailForward,
  IconMicrophone,
  IconParking,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconPlayerPause,
  IconPlayerPlay,
  IconSend,
  IconUser,
  IconX,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { clockTime } from "../parts/time";
import { best } from "../texts/best";
import styles from "./StoryPage.module.css";

const icons: Record<string, typeof IconClock> = {
  "contact.arrived": IconDoorEnter,
  "contact.begun": IconSend,
  "contact.queued": IconClock,
  "contact.offered": IconBell,
  "offer.withdrawn": IconBellOff,
  "offer.accepted": IconCheck,
  "contact.held": IconPlayerPause,
  "contact.resumed": IconPlayerPlay,
  "contact.parked": IconParking,
  "contact.picked.up": IconPhoneIncoming,
  "contact.transferred": IconArrowForwardUp,
  "contact.moved": IconArrowForwardUp,
  "contact.overflowed": IconArrowsShuffle,
  "contact.left": IconDoorExit,
  "channel.changed": IconArrowsExchange,
  "contact.identified": IconUser,
  "conversation.ended": IconFlag,
  "wrap.up.finished": IconCheck,
  "contact.closed": IconCheck,
  "contact.turned.away": IconX,
  "contact.discarded": IconX,
  "contact.merged": IconArrowsJoin,
  "contact.joined": IconArrowsJoin,
  "mail.moved": IconMail,
  "letter.moved": IconMailForward,
  "flow.left": IconPhoneIncoming,
  "citizen.called": IconPhoneOutgoing,
  "callback.tried": IconPhoneOutgoing,
  "callback.steered": IconPhoneOutgoing,
  "recording.moved": IconMicrophone,
};

/** One event in a sentence. */
export function EventLine({ event, onWhy }: { event: Schemas["StoryEvent"]; onWhy?: () => void }) {
  const { t, i18n } = useTranslation("history");
  const Icon = icons[event.kind] ?? IconCircleDot;
  const kind = event.kind.replaceAll(".", "_");
  const facts = {
    person: event.personName ?? t("somebody"),
    service: best(event.serviceName, i18n.language),
    number: event.number ?? "",
    until: event.until ? clockTime(event.until, i18n.language) : "",
    cause: event.cause ? t(`cause.${event.cause}`, { defaultValue: event.cause }) : "",
  };
  const moved = {
    "mail.moved": "mailMoved",
    "letter.moved": "letterMoved",
    "citizen.called": "citizenCalled",
    "callback.steered": "callbackSteered",
    "recording.moved": "recordingMoved",
  }[event.kind];
  const sentence = moved
    ? t(`${moved}.${event.cause}`, { ...facts, defaultValue: event.kind })
    : event.kind === "contact.transferred" && event.personName
      ? t("event.contact_transferred_person", facts)
      : ["channel.changed", "contact.moved"].includes(event.kind) && !event.person
        ? t(`event.${kind}_citizen`, facts)
        : t(`event.${kind}`, { ...facts, defaultValue: event.kind });
  return (
    <span className={styles.sentence}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span>
        {sentence}
        {facts.cause && !moved && <span className="quiet"> ({facts.cause})</span>}
        {onWhy && (
          <Button className={styles.why} variant="subtle" size="compact-xs" onClick={onWhy}>
            {t("why", { person: facts.person })}
          </Button>
        )}
      </span>
    </span>
  );
}
