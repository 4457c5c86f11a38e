import { Text } from "@mantine/core";
import { IconCircleCheck, IconMailX, IconPlugConnected } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { State, type Tone } from "../parts/State";
import { dayAndTime } from "../parts/time";
import { FaultText } from "./FaultText";
import { isStuck, type Mailbox } from "./mailbox";

type StandingView = NonNullable<Mailbox["standing"]>;

function shownAs({ isReadable, fault }: StandingView): { name: string; tone: Tone; icon: ReactNode } {
  if (isReadable) return { name: "read", tone: "good", icon: <IconCircleCheck /> };
  if (isStuck(fault)) return { name: "stuck", tone: "bad", icon: <IconMailX /> };
  if (fault) return { name: "unread", tone: "bad", icon: <IconMailX /> };
  return { name: "connecting", tone: "note", icon: <IconPlugConnected /> };
}

/** Whether a mailbox is read, since when, and why not. */
export function Standing({ standing, isWhole = false }: { standing: Mailbox["standing"]; isWhole?: boolean }) {
  const { t, i18n } = useTranslation("mailboxes");
  if (!standing) return <State tone="rest">{t("standing.none")}</State>;
  const { name, tone, icon } = shownAs(standing);
  return (
    <>
      <State tone={tone} icon={icon}>
        {t(`standing.${name}`)}
      </State>{" "}
      <Text span size="sm" className="quiet" style={{ whiteSpace: "nowrap" }}>
        {t("standing.since", { moment: dayAndTime(standing.since, i18n.language) })}
      </Text>
      {standing.fault &&
        (isWhole ? (
          <Text size="sm" mt={6} component="div" maw={720}>
            <FaultText fault={standing.fault} words={standing.serverWords} />
          </Text>
        ) : (
          <div>{t(`fault.${standing.fault}.what`)}</div>
        ))}
    </>
  );
}
