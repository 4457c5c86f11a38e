import { MultiSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { newKey, seen, servicesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { best } from "../texts/best";

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
  const { t, i18n } = useTranslation("services");
  const { data: services } = useQuery(servicesQuery);
  const { draft, setDraft, base, overtaken } = useDraft(notice, draftOf);
  const { text, kind, services: about, until } = draft;
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const [key] = useState(newKey);
  const save = useSaving(
    () => {
      const body = { ...draft, until: new Date(until).toISOString(), from: base?.from ?? null };
      return told(
        base
          ? api.PUT("/api/v1/notices/{id}", { params: { path: { id: base.id }, header: seen(base.version) }, body })
          : api.POST("/api/v1/notices", { params: { header: key }, body }),
      );
    },
    { changes: [["notices"]], saved: t("notice.saved"), after: onClose },
  );
  return (
    <KeepDialog
      title={t(notice ? "notice.edit" : "notice.new")}
      onClose={onClose}
      onSave={() => save.mutate()}
      isBusy={save.isPending}
      overtaken={overtaken}
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
      <MultiSelect
        label={t("notice.services")}
        placeholder={about.length === 0 ? t("notice.all") : undefined}
        searchable
        clearable
        value={about}
        onChange={(it) => set({ services: it })}
        data={(services ?? [])
          .filter((it) => !it.isArchived)
          .map((it) => ({ value: it.id, label: best(it.name, i18n.language) }))}
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
