import { IconCircleCheck, IconFolderX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { State } from "../parts/State";
import { WayStanding } from "../services/WayStanding";
import { isStuck } from "../services/way";
import type { Intake } from "./intake";

/** Whether letters come through an intake, since when, and why not. */
export function Standing({ standing, isWhole = false }: { standing: Intake["standing"]; isWhole?: boolean }) {
  const { t } = useTranslation("intakes");
  if (!standing) return <State tone="rest">{t("standing.none")}</State>;
  const { fault, since } = standing;
  const words = isWhole ? (
    <>
      <strong>{t(`fault.${fault}.what`)}</strong> {t(`fault.${fault}.act`)}
    </>
  ) : (
    t(`fault.${fault}.what`)
  );
  return (
    <WayStanding
      kind="intakes"
      name={!fault ? "watched" : isStuck(fault) ? "stuck" : "unread"}
      tone={fault ? "bad" : "good"}
      icon={fault ? <IconFolderX /> : <IconCircleCheck />}
      since={since}
      isWhole={isWhole}
      fault={fault && words}
    />
  );
}
