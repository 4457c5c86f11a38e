import { Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { dayAndTime } from "../parts/time";
import styles from "./AccountPage.module.css";
import { browserOf, sessionsQuery } from "./account";

/** Where one is signed in, and ending it there. */
export function OwnSessions() {
  const { t, i18n } = useTranslation("account");
  const cache = useQueryClient();
  const { data: sessions = [] } = useQuery(sessionsQuery);
  const fetchAgain = () => cache.invalidateQueries(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) => told(api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } })),
    onSuccess: fetchAgain,
  });
  const endOthers = useMutation({ mutationFn: () => told(api.DELETE("/api/v1/sessions")), onSuccess: fetchAgain });
  const nameOf = (agent: string) => {
    const known = browserOf(agent);
    return known ? t("sessions.on", known) : t("sessions.unknown");
  };
  return (
    <>
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
                loading={end.isPending && end.variables === it.id}
                onClick={() => end.mutate(it.id)}
              >
                {t("sessions.end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t("sessions.endOthers")}
          </Button>
        </div>
      )}
    </>
  );
}
