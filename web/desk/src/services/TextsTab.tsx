import { Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { commissionersQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { best } from "../texts/best";
import { keyFrom, type ServiceDraft } from "./draft";

/** What the service is called, what it is about, and what its agents read. */
export function TextsTab({
  draft,
  onChange,
}: {
  draft: ServiceDraft;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const { t } = useTranslation("services");
  const { data: commissioners } = useQuery(commissionersQuery);
  return (
    <Stack gap="lg" maw={720}>
      <TextsInput
        label={t("texts.name")}
        description={t("texts.nameHelp")}
        isRequired
        value={draft.name}
        onChange={(name) => onChange({ name })}
      />
      <TextsInput
        label={t("texts.description")}
        description={t("texts.descriptionHelp")}
        isLong
        value={draft.description ?? {}}
        onChange={(description) => onChange({ description })}
      />
      <TextsInput
        label={t("texts.script")}
        description={t("texts.scriptHelp")}
        isLong
        value={draft.script ?? {}}
        onChange={(script) => onChange({ script })}
      />
      <TextInput
        label={t("texts.key")}
        description={t("texts.keyHelp")}
        maw={360}
        value={draft.key}
        placeholder={keyFrom(best(draft.name, "sv"))}
        onChange={(event) => onChange({ key: event.currentTarget.value })}
      />
      <Select
        label={t("commissioner")}
        description={t("texts.commissionerHelp")}
        maw={360}
        allowDeselect={false}
        value={draft.commissioner}
        onChange={(it) => onChange({ commissioner: it ?? draft.commissioner })}
        data={(commissioners ?? [])
          .filter((it) => !it.isArchived || it.id === draft.commissioner)
          .map((it) => ({ value: it.id, label: it.name }))}
      />
    </Stack>
  );
}
