import { Group } from "@mantine/core";
import { IconAlertTriangle, IconBell, IconCircleCheck, IconClockExclamation, IconPlugX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { State } from "../parts/State";
import type { Board } from "./board";

/** What somebody should look at now, in words; calm when there is nothing. */
export function Alarms({ board }: { board: Board }) {
  const { t } = useTranslation("board");
  const { stranded, unattended, late, setAside } = board.alarms;
  const isCalm = stranded + unattended + late + setAside === 0;
  return (
    <Group gap="xs" role="status" aria-label={t("alarm.label")}>
      {isCalm && (
        <State tone="good" icon={<IconCircleCheck />}>
          {t("alarm.none")}
        </State>
      )}
      {stranded > 0 && (
        <State tone="bad" icon={<IconAlertTriangle />}>
          {t("alarm.stranded", { count: stranded })}
        </State>
      )}
      {unattended > 0 && (
        <State tone="bad" icon={<IconPlugX />}>
          {t("alarm.unattended", { count: unattended })}
        </State>
      )}
      {late > 0 && (
        <State tone="care" icon={<IconClockExclamation />}>
          {t("alarm.late", { count: late })}
        </State>
      )}
      {setAside > 0 && (
        <State tone="care" icon={<IconBell />}>
          {t("alarm.setAside", { count: setAside })}
        </State>
      )}
    </Group>
  );
}
