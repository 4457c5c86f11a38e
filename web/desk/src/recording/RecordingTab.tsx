import {
  Alert,
  List,
  Loader,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, api, told } from "../api/api";
import { SaveBar } from "../parts/SaveBar";
import { seen } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { bases, draftOf, missing, type RecordingDraft, type RecordingRule, ruleQuery } from "./rule";

/** Whether the calls of a service are recorded, and what makes that lawful. */
export function RecordingTab({ service, mayWrite }: { service: string | undefined; mayWrite: boolean }) {
  const { t } = useTranslation("recording");
  const { data: rule } = useQuery({ ...ruleQuery(service ?? ""), enabled: service !== undefined });
  if (!service) return <Alert color="gray">{t("rule.saveFirst")}</Alert>;
  if (!rule) return <Loader aria-label={t("parts:loading")} />;
  return <Editor rule={rule} mayWrite={mayWrite} />;
}

function Editor({ rule, mayWrite }: { rule: RecordingRule; mayWrite: boolean }) {
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(rule, (it) => draftOf(it ?? rule));
  const [wrong, setWrong] = useState<Record<string, string[]>>({});
  const save = useSaving(
    (body: RecordingDraft) =>
      told(
        api.PUT("/api/v1/services/{id}/recording", {
          params: { path: { id: rule.service }, header: seen((base ?? rule).version) },
          body,
        }),
      ),
    {
      changes: [["recording"]],
      after: (kept) => {
        setWrong({});
        take(kept);
      },
    },
  );
  const keep = () =>
    save.mutate(draft, {
      onError: (error) => setWrong(error instanceof ApiError && error.errors ? error.errors : {}),
    });
  return (
    <>
      <Fields draft={draft} wrong={wrong} onChange={(change) => setDraft((it) => ({ ...it, ...change }))} />
      <SaveBar
        isChanged={mayWrite && isChanged}
        isBusy={save.isPending}
        onSave={keep}
        onUndo={() => {
          setWrong({});
          undo();
        }}
        overtaken={overtaken}
      />
    </>
  );
}

type FieldsProps = {
  draft: RecordingDraft;
  wrong: Record<string, string[]>;
  onChange: (change: Partial<RecordingDraft>) => void;
};

function Fields({ draft, wrong, onChange }: FieldsProps) {
  const { t } = useTranslation("recording");
  const lacks = missing(draft);
  const flaw = (field: string) => (wrong[field] ? t(`rule.wrong.${field}`) : undefined);
  return (
    <Stack gap="lg" maw={720}>
      <div>
        <Title order={2} size="h3" mb={4}>
          {t("rule.title")}
        </Title>
        <Text size="sm" className="quiet">
          {t("rule.help")}
        </Text>
      </div>
      <Switch
        label={t("rule.isOn")}
        description={lacks.length > 0 && !draft.isOn ? t("rule.notYet") : t("rule.isOnHelp")}
        checked={draft.isOn}
        disabled={lacks.length > 0 && !draft.isOn}
        onChange={(event) => onChange({ isOn: event.currentTarget.checked })}
      />
      {lacks.length > 0 && (
        <Alert color={draft.isOn ? "red" : "yellow"} title={t("rule.lacks")}>
          <List size="sm">
            {lacks.map((it) => (
              <List.Item key={it}>{t(`rule.lack.${it}`)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Select
        label={t("rule.basis")}
        description={t("rule.basisHelp")}
        maw={420}
        value={draft.basis}
        error={flaw("basis")}
        data={bases.map((it) => ({ value: it, label: t(`rule.bases.${it}`) }))}
        onChange={(it) => onChange({ basis: it as RecordingDraft["basis"] })}
      />
      <Textarea
        label={t("rule.purpose")}
        description={t("rule.purposeHelp")}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.purpose}
        error={flaw("purpose")}
        onChange={(event) => onChange({ purpose: event.currentTarget.value })}
      />
      <TextInput
        label={t("rule.agreedOn")}
        description={t("rule.agreedOnHelp")}
        type="date"
        maw={240}
        value={draft.agreedOn ?? ""}
        error={flaw("agreedOn")}
        onChange={(event) => onChange({ agreedOn: event.currentTarget.value || null })}
      />
      <Textarea
        label={t("rule.agreement")}
        description={t("rule.agreementHelp")}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.agreement}
        error={flaw("agreement")}
        onChange={(event) => onChange({ agreement: event.currentTarget.value })}
      />
      <TextsInput
        label={t("rule.announcement")}
        description={t("rule.announcementHelp")}
        isLong
        value={draft.announcement}
        error={
          Object.keys(wrong).some((it) => it.startsWith("announcement")) ? t("rule.wrong.announcement") : undefined
        }
        onChange={(announcement) => onChange({ announcement })}
      />
      <NumberInput
        label={t("rule.days")}
        description={t("rule.daysHelp")}
        maw={240}
        min={1}
        max={3650}
        allowDecimal={false}
        value={Number(draft.days)}
        error={flaw("days")}
        onChange={(it) => onChange({ days: Number(it) })}
      />
      <NumberInput
        label={t("rule.copyDays")}
        description={t("rule.copyDaysHelp")}
        maw={320}
        min={1}
        max={3650}
        allowDecimal={false}
        value={draft.copyDays ?? ""}
        error={flaw("copyDays")}
        onChange={(it) => onChange({ copyDays: it === "" ? null : Number(it) })}
      />
    </Stack>
  );
}
