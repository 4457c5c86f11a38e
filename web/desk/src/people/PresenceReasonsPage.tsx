import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { newKey, presenceReasonsQuery, seen } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { PeopleMenu } from "./PeopleMenu";

type PresenceReason = Schemas["PresenceReasonView"];

/** Why people are not ready: what they choose between when they take a break. */
export default function PresenceReasonsPage() {
  const { t, i18n } = useTranslation("people");
  const { data: reasons } = useQuery(presenceReasonsQuery);
  const nameOf = (it: PresenceReason) => best(it.name, i18n.language);
  return (
    <SetupList
      title={t("title")}
      menu={<PeopleMenu />}
      help={t("presence.help")}
      rows={reasons}
      columns={[
        { key: "name", head: t("presence.reason"), cell: nameOf },
        {
          key: "counts",
          head: t("presence.counts"),
          cell: (it) => t(it.isWork ? "presence.work" : "presence.break"),
        },
      ]}
      none={t("presence.none")}
      mayWrite={useMay("people.write")}
      add={t("presence.new")}
      editOf={(it) => t("presence.editOf", { name: nameOf(it) })}
      dialog={(reason, onClose) => <ReasonDialog reason={reason} place={reasons?.length ?? 0} onClose={onClose} />}
    />
  );
}

function ReasonDialog({
  reason,
  place,
  onClose,
}: {
  reason: PresenceReason | undefined;
  place: number;
  onClose: () => void;
}) {
  const { t } = useTranslation("people");
  const [name, setName] = useState(reason?.name ?? {});
  const [isWork, setWork] = useState(reason?.isWork ?? false);
  const [key] = useState(newKey);
  const save = useSaving(
    (isArchived: boolean) => {
      const body = { name, isWork, place: reason?.place ?? place, isArchived };
      return told(
        reason
          ? api.PUT("/api/v1/presence-reasons/{id}", {
              params: { path: { id: reason.id }, header: seen(reason.version) },
              body,
            })
          : api.POST("/api/v1/presence-reasons", { params: { header: key }, body }),
      );
    },
    { changes: [["presence-reasons"], ["desk-setup"]], after: onClose },
  );
  return (
    <KeepDialog
      title={t(reason ? "presence.edit" : "presence.new")}
      onClose={onClose}
      onSave={save.mutate}
      isBusy={save.isPending}
      isArchived={reason?.isArchived}
    >
      <TextsInput label={t("parts:name")} isRequired value={name} onChange={setName} />
      <Checkbox
        label={t("presence.isWork")}
        checked={isWork}
        onChange={(event) => setWork(event.currentTarget.checked)}
      />
    </KeepDialog>
  );
}
