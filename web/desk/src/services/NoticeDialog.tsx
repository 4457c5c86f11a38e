import { SegmentedControl, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { TextsInput } from "../parts/TextsInput";
import { useSetupDialog } from "../parts/useSetupDialog";
import { ServicesSelect } from "./ServicesSelect";

export type Notice = Schemas["NoticeView"];

const kinds: Schemas["NoticeKind"][] = ["Information", "Outage"];
const usual = 4 * 3_600_000;

/** A moment as the field for date and time writes it, by this computer's clock. */
function localField(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

function draftOf(it: Notice | undefined) {
  return {
    text: it?.text ?? {},
    kind: it?.kind ?? ("Information" as const),
    services: it?.services ?? [],
    until: localField(it ? new Date(it.until) : new Date(Date.now() + usual)),
  };
}

/** Puts up a notice, or changes one. */
export function NoticeDialog({ notice, onClose }: { notice: Notice | undefined; onClose: () => void }) {
  const { t } = useTranslation("services");
  const { draft, set, dialog } = useSetupDialog(notice, {
    draftOf,
    bodyOf: (it, _, base) => ({ ...it, until: new Date(it.until).toISOString(), from: base?.from ?? null }),
    put: (params, body) => api.PUT("/api/v1/notices/{id}", { params, body }),
    post: (params, body) => api.POST("/api/v1/notices", { params, body }),
    changes: [["notices"]],
    saved: t("notice.saved"),
    onClose,
  });
  const { text, kind, services, until } = draft;
  return (
    <KeepDialog
      {...dialog}
      title={t(notice ? "notice.edit" : "notice.new")}
      isReady={until !== "" && Object.values(text).some((it) => it.trim())}
      action={notice ? undefined : t("notice.putUp")}
    >
      <SegmentedControl
        aria-label={t("notice.kind")}
        value={kind}
        onChange={(it) => set({ kind: it as Schemas["NoticeKind"] })}
        data={kinds.map((it) => ({ value: it, label: t(`notice.kinds.${it}`) }))}
      />
      <TextsInput
        label={t("notice.text")}
        description={t("notice.textHelp")}
        isLong
        isRequired
        value={text}
        onChange={(it) => set({ text: it })}
      />
      <ServicesSelect
        label={t("notice.services")}
        all={t("notice.all")}
        value={services}
        onChange={(it) => set({ services: it })}
      />
      <TextInput
        type="datetime-local"
        label={t("notice.until")}
        required
        value={until}
        onChange={(event) => set({ until: event.currentTarget.value })}
      />
    </KeepDialog>
  );
}
