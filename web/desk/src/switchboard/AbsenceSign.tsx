import { IconCalendarClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Setup } from "../agent/desk";
import { State } from "../parts/State";
import { best } from "../texts/best";
import { type Absence, isAway, moment } from "./absence";

/** Why somebody is away, and when he is back; or when he leaves. */
export function AbsenceSign({ absence, now, reasons }: { absence: Absence; now: string; reasons: Reasons }) {
  const { t, i18n } = useTranslation("switchboard");
  const time = Date.parse(now);
  const away = isAway(absence, time);
  const why = best(reasons.find((it) => it.reason === absence.reason)?.name, i18n.language);
  const when = away
    ? t("absence.back", { at: moment(absence.until, time, i18n.language) })
    : t("absence.leaves", { at: moment(absence.from, time, i18n.language) });
  return (
    <State tone={away ? "care" : "rest"} icon={<IconCalendarClock aria-hidden />}>
      {why && `${why} · `}
      {when}
      {absence.note && <span className="unseen">. {absence.note}</span>}
    </State>
  );
}

type Reasons = Setup["presenceReasons"];
