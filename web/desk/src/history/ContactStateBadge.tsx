import { IconArrowsJoin, IconCheck, IconClock, IconFlag, IconLogout, IconMessage, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { State } from "../parts/State";

/** How far a contact has come, or how it ended. */
export function ContactStateBadge({ contact }: { contact: Pick<Schemas["ContactSummary"], "stage" | "outcome"> }) {
  const { t } = useTranslation("history");
  switch (contact.stage === "Closed" ? contact.outcome : contact.stage) {
    case "Handled":
      return contact.stage === "Closed" ? (
        <State tone="good" icon={<IconCheck aria-hidden />}>
          {t("state.Answered")}
        </State>
      ) : (
        <State tone="note" icon={<IconMessage aria-hidden />}>
          {t("state.Handled")}
        </State>
      );
    case "Held":
      return (
        <State tone="note" icon={<IconMessage aria-hidden />}>
          {t("state.Handled")}
        </State>
      );
    case "WrappingUp":
      return (
        <State tone="note" icon={<IconFlag aria-hidden />}>
          {t("state.WrappingUp")}
        </State>
      );
    case "Abandoned":
    case "LeftByChoice":
      return (
        <State tone="care" icon={<IconLogout aria-hidden />}>
          {t(contact.outcome === "LeftByChoice" ? "outcome.LeftByChoice" : "state.Abandoned")}
        </State>
      );
    case "TurnedAway":
    case "Discarded":
      return (
        <State tone="rest" icon={<IconX aria-hidden />}>
          {t(contact.outcome === "Discarded" ? "outcome.Discarded" : "outcome.TurnedAway")}
        </State>
      );
    case "Merged":
      return (
        <State tone="rest" icon={<IconArrowsJoin aria-hidden />}>
          {t("state.Merged")}
        </State>
      );
    default:
      return (
        <State tone="care" icon={<IconClock aria-hidden />}>
          {t("state.Waiting")}
        </State>
      );
  }
}
