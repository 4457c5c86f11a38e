import { Text } from "@mantine/core";
import { IconCircleCheck, IconFolderX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { State } from "../parts/State";
import { dayAndTime } from "../parts/time";
import { type Intake, isStuck } from "./intake";

/** Whether letters come through an intake, since when, and why not. */
export function Standing({ standing, isWhole = false }: { standing: Intake["standing"]; isWhole?: boolean }) {
  const { t, i18n } = useTranslation("intakes");
  if (!standing) return <State tone="rest">{t("standing.none")}</State>;
  const { fault } = standing;
  return (
    <>
      <State tone={fault ? "bad" : "good"} icon={fault ? <IconFolderX /> : <IconCircleCheck />}>
        {t(`standing.${!fault ? "watched" : isStuck(fault) ? "stuck" : "unread"}`)}
      </State>{" "}
      <Text span size="sm" className="quiet" style={{ whiteSpace: "nowrap" }}>
        {t("standing.since", { moment: dayAndTime(standing.since, i18n.language) })}
      </Text>
      {fault && (
        <Text size="sm" mt={isWhole ? 6 : 0} component="div" maw={720}>
          {isWhole ? (
            <>
              <strong>{t(`fault.${fault}.what`)}</strong> {t(`fault.${fault}.act`)}
            </>
          ) : (
            t(`fault.${fault}.what`)
          )}
        </Text>
      )}
    </>
  );
}
