import { Button } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { SetupList } from "../parts/SetupList";
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
    <SetupList
      title={t("title")}
      menu={<ServicesMenu />}
      help={t("notice.help")}
      rows={notices}
      columns={[
        {
          key: "kind",
          head: t("notice.kind"),
          cell: (it) => (
            <State
              tone={it.isShown ? (it.kind === "Outage" ? "care" : "note") : "rest"}
              icon={it.kind === "Outage" ? <IconAlertTriangle /> : <IconInfoCircle />}
            >
              {it.isShown ? t(`notice.kinds.${it.kind}`) : t("notice.over")}
            </State>
          ),
        },
        { key: "text", head: t("notice.text"), cell: (it) => best(it.text, i18n.language) },
        {
          key: "services",
          head: t("notice.services"),
          cell: (it) => (it.services.length === 0 ? t("notice.all") : names(it.services)),
        },
        {
          key: "until",
          head: t("notice.until"),
          cell: (it) => <span style={{ whiteSpace: "nowrap" }}>{dayAndTime(it.until, i18n.language)}</span>,
        },
      ]}
      none={t("notice.none")}
      mayWrite={maySteer}
      add={t("notice.new")}
      editOf={(it) => (it.isShown ? t("parts:edit") : undefined)}
      actions={(it) =>
        it.isShown && (
          <Button size="xs" variant="default" onClick={() => end.mutate(it)}>
            {t("notice.takeDown")}
          </Button>
        )
      }
      isQuiet={(it) => !it.isShown}
      dialog={(notice, onClose) => <NoticeDialog notice={notice} onClose={onClose} />}
    />
  );
}
