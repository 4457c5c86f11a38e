import {
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconLock,
  IconPhone,
  IconPhoneOff,
  IconPlayerPause,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Setup } from "../agent/desk";
import { State, type Tone } from "../parts/State";
import { clockTime, longSince, stopwatch } from "../parts/time";
import { isOn } from "../phone/phone";
import { best } from "../texts/best";
import { AbsenceSign } from "./AbsenceSign";
import styles from "./DirectoryList.module.css";
import { type DirectoryPerson, type DirectoryService, type Standing, standingOf } from "./directory";

const looks: Record<Standing, { tone: Tone; icon: typeof IconCircle }> = {
  free: { tone: "good", icon: IconCircleCheck },
  inCall: { tone: "note", icon: IconPhone },
  busy: { tone: "note", icon: IconCircle },
  notReady: { tone: "care", icon: IconPlayerPause },
  notAnswering: { tone: "care", icon: IconPlayerPause },
  offline: { tone: "rest", icon: IconCircleDashed },
};

/** Somebody, where he belongs, and whether he can be reached. */
export function PersonState({ person, now, setup }: { person: DirectoryPerson; now: string; setup: Setup }) {
  const { t, i18n } = useTranslation("switchboard");
  const standing = standingOf(person);
  const { tone, icon: Icon } = looks[standing];
  const reason = setup.presenceReasons.find((it) => it.reason === person.reason);
  const skills = person.skills.map((it) => best(it.name, i18n.language)).join(", ");
  return (
    <>
      <span className={styles.name}>{person.name}</span>
      <span className={styles.about}>{[person.absence?.note, person.role, skills].filter(Boolean).join(" · ")}</span>
      <span className={styles.states}>
        {person.absence && <AbsenceSign absence={person.absence} now={now} reasons={setup.presenceReasons} />}
        <State tone={tone} icon={<Icon aria-hidden />}>
          {standing === "notReady" && reason ? best(reason.name, i18n.language) : t(`standing.${standing}`)}
          {person.since && standing !== "free" && ` ${since(person.since, now, i18n.language)}`}
        </State>
        {standing !== "offline" && !isOn(person.phone) && (
          <State tone="rest" icon={<IconPhoneOff aria-hidden />}>
            {t("agent:transferTo.noPhone")}
          </State>
        )}
      </span>
    </>
  );
}

const since = (moment: string, now: string, language: string) =>
  longSince(moment, Date.parse(now), language) ?? stopwatch(Date.parse(now) - Date.parse(moment));

/** A service, whether it is open, and how long its queue is. */
export function ServiceState({ service, now }: { service: DirectoryService; now: string }) {
  const { t, i18n } = useTranslation("switchboard");
  return (
    <>
      <span className={styles.name}>{best(service.name, i18n.language)}</span>
      <span className={styles.about}>
        {t("agent:transferTo.waiting", { count: service.waiting })}
        {service.longestSince && `, ${stopwatch(Date.parse(now) - Date.parse(service.longestSince))}`}
      </span>
      <span className={styles.states}>
        {service.isOpen ? (
          <State
            tone={service.free > 0 ? "good" : "rest"}
            icon={service.free > 0 ? <IconCircleCheck aria-hidden /> : <IconCircle aria-hidden />}
          >
            {t("agent:transferTo.free", { count: service.free })}
          </State>
        ) : (
          <State tone="rest" icon={<IconLock aria-hidden />}>
            {t("agent:transferTo.closed")}
            {service.opensAt && ` · ${t("directory.opens", { at: opens(service.opensAt, now, i18n.language) })}`}
          </State>
        )}
      </span>
    </>
  );
}

/** Today by the clock, later by the day. */
function opens(at: string, now: string, language: string): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  if (isToday) return clockTime(at, language);
  return `${new Date(at).toLocaleDateString(language, { weekday: "short" })} ${clockTime(at, language)}`;
}
