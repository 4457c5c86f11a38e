import { Group } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBell,
  IconCircleCheck,
  IconClockExclamation,
  IconFolderX,
  IconMailX,
  IconPlugX,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { State } from "../parts/State";
import { dayAndTime } from "../parts/time";
import { isStuck } from "../services/way";
import styles from "./Board.module.css";
import type { Board, IntakeAlarm, MailboxAlarm } from "./board";

/** What somebody should look at now, in words; calm when there is nothing. */
export function Alarms({
  board,
  mailboxes,
  intakes,
  mayOpenWays,
}: {
  board: Board;
  mailboxes: readonly MailboxAlarm[];
  intakes: readonly IntakeAlarm[];
  /** Whether he may see how mailboxes and intakes are set up. */
  mayOpenWays: boolean;
}) {
  const { t, i18n } = useTranslation("board");
  const { stranded, unattended, late, setAside } = board.alarms;
  const isCalm = stranded + unattended + late + setAside + mailboxes.length + intakes.length === 0;
  const unread = ({ name, since, fault }: MailboxAlarm) =>
    t(isStuck(fault) ? "alarm.mailboxStuck" : "alarm.mailbox", { name, moment: dayAndTime(since, i18n.language) });
  const unwatched = ({ name, since, fault }: IntakeAlarm) =>
    t(isStuck(fault) ? "alarm.intakeStuck" : "alarm.intake", { name, moment: dayAndTime(since, i18n.language) });
  return (
    <Group gap="xs" role="status" aria-label={t("alarm.label")} className={styles.alarms}>
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
      {mailboxes.map((it) => (
        <State key={it.mailbox} tone="bad" icon={<IconMailX />}>
          {mayOpenWays ? (
            <Link to="/services/mailboxes/$mailbox" params={{ mailbox: it.mailbox }} className={styles.place}>
              {unread(it)}
            </Link>
          ) : (
            <span className={styles.place}>{unread(it)}</span>
          )}
        </State>
      ))}
      {intakes.map((it) => (
        <State key={it.intake} tone="bad" icon={<IconFolderX />}>
          {mayOpenWays ? (
            <Link to="/services/intakes/$intake" params={{ intake: it.intake }} className={styles.place}>
              {unwatched(it)}
            </Link>
          ) : (
            <span className={styles.place}>{unwatched(it)}</span>
          )}
        </State>
      ))}
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
