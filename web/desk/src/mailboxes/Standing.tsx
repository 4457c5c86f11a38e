import { IconCircleCheck, IconMailX, IconPlugConnected } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { State, type Tone } from "../parts/State";
import { WayStanding } from "../services/WayStanding";
import { isStuck } from "../services/way";
import { FaultText } from "./FaultText";
import type { Mailbox } from "./mailbox";

type StandingView = NonNullable<Mailbox["standing"]>;

function shownAs({ isReadable, fault }: StandingView): { name: string; tone: Tone; icon: ReactNode } {
  if (isReadable) return { name: "read", tone: "good", icon: <IconCircleCheck /> };
  if (isStuck(fault)) return { name: "stuck", tone: "bad", icon: <IconMailX /> };
  if (fault) return { name: "unread", tone: "bad", icon: <IconMailX /> };
  return { name: "connecting", tone: "note", icon: <IconPlugConnected /> };
}

/** Whether a mailbox is read, since when, and why not. */
export function Standing({ standing, isWhole = false }: { standing: Mailbox["standing"]; isWhole?: boolean }) {
  const { t } = useTranslation("mailboxes");
  if (!standing) return <State tone="rest">{t("standing.none")}</State>;
  const { fault, since, serverWords } = standing;
  const words = isWhole ? <FaultText fault={fault!} words={serverWords} /> : t(`fault.${fault}.what`);
  return <WayStanding kind="mailboxes" {...shownAs(standing)} since={since} isWhole={isWhole} fault={fault && words} />;
}
