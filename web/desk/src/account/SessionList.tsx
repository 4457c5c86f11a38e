import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { dayAndTime } from "../parts/time";
import styles from "./AccountPage.module.css";
import { browserOf } from "./account";

/** Where somebody is signed in, one line a browser. */
export function SessionList({
  sessions,
  ending,
  onEnd,
}: {
  sessions: readonly Schemas["OpenSessionView"][];
  /** The one that is being ended just now. */
  ending: string | undefined;
  onEnd: (session: string) => void;
}) {
  const { t, i18n } = useTranslation("account");
  const nameOf = (agent: string) => {
    const known = browserOf(agent);
    return known ? t("sessions.on", known) : t("sessions.unknown");
  };
  return (
    <ul className={styles.list}>
      {sessions.map((it) => (
        <li key={it.id} className={styles.row}>
          <div>
            <Text fw={550}>
              {nameOf(it.browser)}
              {it.isThis && ` (${t("sessions.this")})`}
            </Text>
            <Text size="sm" className="quiet">
              {t("sessions.since", { when: dayAndTime(it.startedAt, i18n.language) })} {t(`way.${it.way}`)}.{" "}
              {t("sessions.seen", { when: dayAndTime(it.seenAt, i18n.language) })}.
            </Text>
          </div>
          {!it.isThis && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t("sessions.endNamed", {
                browser: nameOf(it.browser),
                when: dayAndTime(it.startedAt, i18n.language),
              })}
              loading={ending === it.id}
              onClick={() => onEnd(it.id)}
            >
              {t("sessions.end")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
