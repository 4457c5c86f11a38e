import { Group } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBell,
  IconCircleCheck,
  IconClockExclamation,
  IconMailX,
  IconPlugX,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isStuck } from "../mailboxes/mailbox";
import { State } from "../parts/State";
import { dayAndTime } from "../parts/time";
import styles from "./Board.module.css";
import type { Board, MailboxAlarm } from "./board";

/** What somebody should look at now, in words; calm when there is nothing. */
export function Alarms({
  board,
  mailboxes,
  mayOpenMailboxes,
}: {
  board: Board;
  mailboxes: readonly MailboxAlarm[];
  mayOpenMailboxes: boolean;
}) {
  const { t, i18n } = useTranslation("board");
  const { stranded, unattended, late, setAside } = board.alarms;
  const isCalm = stranded + unattended + late + setAside + mailboxes.length === 0;
  const unread = ({ name, since, fault }: MailboxAlarm) =>
    t(isStuck(fault) ? "alarm.mailboxStuck" : "alarm.mailbox", { name, moment: dayAndTime(since, i18n.language) });
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
          {mayOpenMailboxes ? (
            <Link to="/services/mailboxes/$mailbox" params={{ mailbox: it.mailbox }} className={styles.place}>
              {unread(it)}
            </Link>
          ) : (
            <span className={styles.place}>{unread(it)}</span>
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
