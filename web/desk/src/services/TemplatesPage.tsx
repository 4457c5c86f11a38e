import { Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { servicesQuery, templatesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useSetupDialog } from "../parts/useSetupDialog";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { placeholders, unknownIn } from "./placeholders";
import { ServicesMenu } from "./ServicesMenu";
import { ServicesSelect } from "./ServicesSelect";

type Template = Schemas["TemplateView"];

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
      dialog={(it, onClose) => <TemplateDialog template={it} onClose={onClose} />}
    />
  );
}

type Props = { template: Template | undefined; onClose: () => void };

function TemplateDialog({ template, onClose }: Props) {
  const { t } = useTranslation("services");
  const { draft, set, dialog } = useSetupDialog(template, {
    draftOf: (it) => ({ name: it?.name ?? "", text: it?.text ?? {}, services: it?.services ?? [] }),
    bodyOf: (it, isArchived) => ({ ...it, isArchived }),
    put: (params, body) => api.PUT("/api/v1/templates/{id}", { params, body }),
    post: (params, body) => api.POST("/api/v1/templates", { params, body }),
    changes: [["templates"]],
    onClose,
  });
  const unknown = Object.values(draft.text).flatMap(unknownIn);
  const isLong = Object.values(draft.text).some((it) => it.length > longest);
  const wrong = unknown.length > 0 ? t("template.unknown", { names: unknown.join(", ") }) : undefined;
  return (
    <KeepDialog
      {...dialog}
      title={t(template ? "template.edit" : "template.new")}
      size="lg"
      isReady={draft.name.trim() !== "" && Object.values(draft.text).some((it) => it.trim()) && !wrong && !isLong}
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
      <ServicesSelect
        label={t("template.services")}
        all={t("template.allServices")}
        value={draft.services}
        onChange={(services) => set({ services })}
      />
    </KeepDialog>
  );
}
