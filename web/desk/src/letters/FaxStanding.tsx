import { IconAlertTriangle, IconCheck, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { State } from "../parts/State";
import { clockTime, dayAndTime } from "../parts/time";

type Props = { letter: Schemas["LetterView"]; sending: Schemas["FaxSending"] };

/** How a fax that goes out fares, and what to do when it did not go through. */
export function FaxStanding({ letter, sending }: Props) {
  const { t, i18n } = useTranslation("letters");
  const trouble = sending.trouble && t(`fax.trouble.${sending.trouble}`);
  const when = letter.settledAt && dayAndTime(letter.settledAt, i18n.language);
  if (letter.state === "Faxed")
    return (
      <State tone="good" icon={<IconCheck aria-hidden />}>
        {t("fax.sent", { count: sending.pages, when })}
      </State>
    );
  if (letter.state === "NotFaxed")
    return (
      <State tone="bad" icon={<IconAlertTriangle aria-hidden />}>
        {t("fax.failed", { when, trouble })}
      </State>
    );
  const next = sending.nextAt && clockTime(sending.nextAt, i18n.language);
  return (
    <State tone={trouble ? "care" : "rest"} icon={<IconClock aria-hidden />}>
      {letter.state === "Faxing" ? t("fax.sending") : trouble ? t("fax.again", { trouble, next }) : t("fax.queued")}
    </State>
  );
}
