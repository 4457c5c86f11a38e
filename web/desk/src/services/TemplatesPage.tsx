import { MultiSelect, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { latest, newKey, seen, servicesQuery, templatesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { placeholders, unknownIn } from "./placeholders";
import { ServicesMenu } from "./ServicesMenu";

type Template = Schemas["TemplateView"];

const changes = [["templates"]];

/** In the server's own limit, for each language. */
const longest = 4_000;

/** The texts that agents put into their answers. */
export default function TemplatesPage() {
  const { t, i18n } = useTranslation("services");
  const { data: templates } = useQuery(templatesQuery);
  const { data: services } = useQuery(servicesQuery);
  const names = (ids: string[]) =>
    ids.map((id) => best(services?.find((it) => it.id === id)?.name, i18n.language)).join(", ");
  return (
    <SetupList
      title={t("title")}
      menu={<ServicesMenu />}
      help={t("template.help")}
      rows={templates}
      columns={[
        { key: "name", head: t("template.name"), cell: (it) => it.name },
        {
          key: "text",
          head: t("template.text"),
          cell: (it) => (
            <Text size="sm" lineClamp={2}>
              {best(it.text, i18n.language)}
            </Text>
          ),
        },
        {
          key: "services",
          head: t("template.services"),
          cell: (it) => (it.services.length === 0 ? t("template.allServices") : names(it.services)),
        },
      ]}
      none={t("template.none")}
      mayWrite={useMay("service.write")}
      add={t("template.new")}
      editOf={(it) => t("template.editOf", { name: it.name })}
      dialog={(it, onClose) => <TemplateDialog template={it} all={templates} onClose={onClose} />}
    />
  );
}

type Props = { template: Template | undefined; all: Template[] | undefined; onClose: () => void };

function TemplateDialog({ template, all, onClose }: Props) {
  const { t, i18n } = useTranslation("services");
  const { data: services } = useQuery(servicesQuery);
  const { draft, setDraft, base, overtaken } = useDraft(template && latest(all, template), (it) => ({
    name: it?.name ?? "",
    text: it?.text ?? {},
    services: it?.services ?? [],
  }));
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const [key] = useState(newKey);
  const save = useSaving(
    (isArchived: boolean) => {
      const body = { ...draft, isArchived };
      return told(
        base
          ? api.PUT("/api/v1/templates/{id}", { params: { path: { id: base.id }, header: seen(base.version) }, body })
          : api.POST("/api/v1/templates", { params: { header: key }, body }),
      );
    },
    { changes, after: onClose },
  );
  const unknown = Object.values(draft.text).flatMap(unknownIn);
  const isLong = Object.values(draft.text).some((it) => it.length > longest);
  const wrong = unknown.length > 0 ? t("template.unknown", { names: unknown.join(", ") }) : undefined;
  return (
    <KeepDialog
      title={t(template ? "template.edit" : "template.new")}
      size="lg"
      onClose={onClose}
      onSave={save.mutate}
      isBusy={save.isPending}
      isArchived={template?.isArchived}
      isReady={draft.name.trim() !== "" && Object.values(draft.text).some((it) => it.trim()) && !wrong && !isLong}
      overtaken={overtaken}
    >
      <TextInput
        label={t("template.name")}
        required
        maxLength={200}
        value={draft.name}
        onChange={(it) => set({ name: it.currentTarget.value })}
      />
      <TextsInput
        label={t("template.text")}
        description={t("template.textHelp", { all: placeholders.map((it) => `{${it}}`).join(", ") })}
        isLong
        isRequired
        value={draft.text}
        error={wrong ?? (isLong ? t("template.tooLong", { most: longest }) : undefined)}
        onChange={(text) => set({ text })}
      />
      <MultiSelect
        label={t("template.services")}
        placeholder={draft.services.length === 0 ? t("template.allServices") : undefined}
        searchable
        clearable
        value={draft.services}
        onChange={(it) => set({ services: it })}
        data={(services ?? [])
          .filter((it) => !it.isArchived || draft.services.includes(it.id))
          .map((it) => ({ value: it.id, label: best(it.name, i18n.language) }))}
      />
    </KeepDialog>
  );
}
