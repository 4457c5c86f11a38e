import { MultiSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { newKey, seen, servicesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
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

/** Puts up a notice, or changes one. */
export function NoticeDialog({ notice, onClose }: { notice: Notice | undefined; onClose: () => void }) {
  const { t, i18n } = useTranslation("services");
  const { data: services } = useQuery(servicesQuery);
  const [text, setText] = useState(notice?.text ?? {});
  const [kind, setKind] = useState<Schemas["NoticeKind"]>(notice?.kind ?? "Information");
  const [about, setAbout] = useState<string[]>(notice?.services ?? []);
  const [until, setUntil] = useState(() => localField(notice ? new Date(notice.until) : new Date(Date.now() + usual)));
  const [key] = useState(newKey);
  const save = useSaving(
    () => {
      const body = { text, kind, services: about, until: new Date(until).toISOString(), from: notice?.from ?? null };
      return told(
        notice
          ? api.PUT("/api/v1/notices/{id}", { params: { path: { id: notice.id }, header: seen(notice.version) }, body })
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
      isReady={until !== "" && Object.values(text).some((it) => it.trim())}
      action={notice ? undefined : t("notice.putUp")}
    >
      <SegmentedControl
        aria-label={t("notice.kind")}
        value={kind}
        onChange={(it) => setKind(it as Schemas["NoticeKind"])}
        data={kinds.map((it) => ({ value: it, label: t(`notice.kinds.${it}`) }))}
      />
      <TextsInput
        label={t("notice.text")}
        description={t("notice.textHelp")}
        isLong
        isRequired
        value={text}
        onChange={setText}
      />
      <MultiSelect
        label={t("notice.services")}
        placeholder={about.length === 0 ? t("notice.all") : undefined}
        searchable
        clearable
        value={about}
        onChange={setAbout}
        data={(services ?? [])
          .filter((it) => !it.isArchived)
          .map((it) => ({ value: it.id, label: best(it.name, i18n.language) }))}
      />
      <TextInput
        type="datetime-local"
        label={t("notice.until")}
        required
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </KeepDialog>
  );
}
