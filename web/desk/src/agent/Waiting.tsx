import { Button, Text } from "@mantine/core";
import { IconBellRinging, IconCircleCheck, IconPlayerPause } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { stopwatch } from "../parts/time";
import { useNow } from "./clock";
import type { DeskView, Setup } from "./desk";
import { useMoves } from "./moves";
import styles from "./Waiting.module.css";

/** Nothing on the desk: what that means, and what to do about it. */
export function Waiting({ desk, setup }: { desk: DeskView; setup: Setup }) {
  const { t } = useTranslation("agent");
  const moves = useMoves();
  const since = stopwatch(useNow() - Date.parse(desk.presenceSince));
  if (desk.presence === "Ready")
    return (
      <div className={styles.waiting}>
        <IconCircleCheck className={styles.good} size={44} stroke={1.4} aria-hidden />
        <h2>{t("waiting.ready")}</h2>
        <Text className="quiet">{t("waiting.readyText", { since })}</Text>
        {setup.services.length === 0 && <Text>{t("waiting.noServices")}</Text>}
      </div>
    );
  const missed = desk.presence === "NotAnswering";
  return (
    <div className={styles.waiting}>
      {missed ? (
        <IconBellRinging className={styles.bad} size={44} stroke={1.4} aria-hidden />
      ) : (
        <IconPlayerPause className={styles.care} size={44} stroke={1.4} aria-hidden />
      )}
      <h2>{missed ? t("waiting.missed") : t("waiting.notReady")}</h2>
      <Text className="quiet">{missed ? t("waiting.missedText") : t("waiting.notReadyText")}</Text>
      <Button
        size="md"
        mt="sm"
        loading={moves.presence.isPending}
        onClick={() => moves.presence.mutate({ presence: "Ready" })}
      >
        {t("presence.becomeReady")}
      </Button>
    </div>
  );
}
