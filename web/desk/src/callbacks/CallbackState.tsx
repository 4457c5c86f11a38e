import {
  IconBellRinging,
  IconCheck,
  IconClock,
  IconClockPause,
  IconHeadset,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconX,
} from "@tabler/icons-react";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "../board/board";
import { State, type Tone } from "../parts/State";
import { dayAndTime } from "../parts/time";
import styles from "./Callbacks.module.css";
import { type Callback, resultOf, type Standing, standing } from "./callbacks";

const looks: Record<Standing, [Tone, ReactNode]> = {
  ended: ["rest", <IconCheck key="" />],
  pausing: ["rest", <IconClockPause key="" />],
  comes: ["note", <IconClock key="" />],
  waits: ["note", <IconClock key="" />],
  offered: ["note", <IconBellRinging key="" />],
  called: ["good", <IconPhoneOutgoing key="" />],
  talks: ["good", <IconHeadset key="" />],
  wrapsUp: ["rest", <IconHeadset key="" />],
};

/** Where somebody who is to be called back stands, and who has him now. */
export function CallbackState({ callback }: { callback: Callback }) {
  const { t, i18n } = useTranslation("callbacks");
  const now = useNow();
  const it = standing(callback, now);
  if (it === "ended") return <Ended callback={callback} t={t} />;
  const [tone, icon] = looks[it];
  return (
    <State tone={tone} icon={icon}>
      {t(`state.${it}`, {
        name: callback.now?.personName ?? t("somebody"),
        when: callback.dueAt ? dayAndTime(callback.dueAt, i18n.language) : "",
      })}
    </State>
  );
}

function Ended({ callback, t }: { callback: Callback; t: TFunction<"callbacks"> }) {
  const isGood = callback.ending === "Reached" || callback.ending === "CalledAgain";
  const icon = isGood ? <IconCheck /> : callback.ending === "NotReached" ? <IconPhoneOff /> : <IconX />;
  return (
    <State tone={isGood ? "good" : "rest"} icon={icon}>
      {callback.endedByName
        ? t("ending.WithdrawnBy", { name: callback.endedByName })
        : t(`ending.${callback.ending ?? "Withdrawn"}`)}
    </State>
  );
}

/** The tries that are done with: when, by whom, and how each ended. */
export function Tries({ callback }: { callback: Callback }) {
  const { t, i18n } = useTranslation("callbacks");
  if (callback.tries.length === 0) return <span className="quiet">{t("noTries")}</span>;
  return (
    <ol className={styles.tries}>
      {callback.tries.map((it) => (
        <li key={it.contact}>
          {t(`result.${resultOf(it)}`)}
          <span className="quiet"> {[dayAndTime(it.at, i18n.language), it.personName].filter(Boolean).join(", ")}</span>
        </li>
      ))}
    </ol>
  );
}
