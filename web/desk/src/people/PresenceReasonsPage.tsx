import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { presenceReasonsQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useSetupDialog } from "../parts/useSetupDialog";
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
  const { draft, set, dialog } = useSetupDialog(reason, {
    draftOf: (it) => ({ name: it?.name ?? {}, isWork: it?.isWork ?? false }),
    bodyOf: (it, isArchived, base) => ({ ...it, place: base?.place ?? place, isArchived }),
    put: (params, body) => api.PUT("/api/v1/presence-reasons/{id}", { params, body }),
    post: (params, body) => api.POST("/api/v1/presence-reasons", { params, body }),
    changes: [["presence-reasons"], ["desk-setup"]],
    onClose,
  });
  return (
    <KeepDialog {...dialog} title={t(reason ? "presence.edit" : "presence.new")}>
      <TextsInput label={t("parts:name")} isRequired value={draft.name} onChange={(name) => set({ name })} />
      <Checkbox
        label={t("presence.isWork")}
        checked={draft.isWork}
        onChange={(event) => set({ isWork: event.currentTarget.checked })}
      />
    </KeepDialog>
  );
}
