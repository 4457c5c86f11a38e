import { Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { State } from "../parts/State";
import { noticesQuery, seen, servicesQuery } from "../parts/setup";
import { dayAndTime } from "../parts/time";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { type Notice, NoticeDialog } from "./NoticeDialog";
import { ServicesMenu } from "./ServicesMenu";

/** Temporary notices to the citizens: those that are up, and those of the last month. */
export default function NoticesPage() {
  const { t, i18n } = useTranslation("services");
  const { data: notices } = useQuery({ ...noticesQuery, refetchInterval: 60_000 });
  const { data: services } = useQuery(servicesQuery);
  const [edited, setEdited] = useState<Notice | "new" | null>(null);
  const maySteer = useMay("service.steer");
  const end = useSaving(
    ({ id, version, text, kind, services: about, from }: Notice) =>
      told(
        api.PUT("/api/v1/notices/{id}", {
          params: { path: { id }, header: seen(version) },
          body: { text, kind, services: about, from, until: new Date().toISOString() },
        }),
      ),
    { changes: [["notices"]], saved: t("notice.ended") },
  );
  const names = (ids: string[]) =>
    ids.map((id) => best(services?.find((it) => it.id === id)?.name, i18n.language)).join(", ");
  return (
    <Page
      title={t("title")}
      actions={
        maySteer && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
            {t("notice.new")}
          </Button>
        )
      }
    >
      <ServicesMenu />
      <Text size="sm" className="quiet" mb="sm">
        {t("notice.help")}
      </Text>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("notice.kind")}</th>
              <th scope="col">{t("notice.text")}</th>
              <th scope="col">{t("notice.services")}</th>
              <th scope="col">{t("notice.until")}</th>
              <th scope="col">
                <span className="unseen">{t("parts:edit")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(notices ?? []).map((it) => (
              <tr key={it.id} className={it.isShown ? undefined : styles.archived}>
                <td>
                  <State
                    tone={it.isShown ? (it.kind === "Outage" ? "care" : "note") : "rest"}
                    icon={it.kind === "Outage" ? <IconAlertTriangle /> : <IconInfoCircle />}
                  >
                    {it.isShown ? t(`notice.kinds.${it.kind}`) : t("notice.over")}
                  </State>
                </td>
                <td>{best(it.text, i18n.language)}</td>
                <td>{it.services.length === 0 ? t("notice.all") : names(it.services)}</td>
                <td style={{ whiteSpace: "nowrap" }}>{dayAndTime(it.until, i18n.language)}</td>
                <td className={styles.end}>
                  {maySteer && it.isShown && (
                    <Group gap={6} wrap="nowrap" justify="flex-end">
                      <Button size="xs" variant="default" onClick={() => setEdited(it)}>
                        {t("parts:edit")}
                      </Button>
                      <Button size="xs" variant="default" onClick={() => end.mutate(it)}>
                        {t("notice.takeDown")}
                      </Button>
                    </Group>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {notices?.length === 0 && <div className={styles.empty}>{t("notice.none")}</div>}
      </div>
      {edited && <NoticeDialog notice={edited === "new" ? undefined : edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}
