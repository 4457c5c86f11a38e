import { ActionIcon, Autocomplete, Button, Group, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ServiceSelect } from "../services/ServiceSelect";
import { languageName } from "../texts/languageName";
import { languages } from "../texts/texts";
import { asksService } from "./check";
import styles from "./Flow.module.css";
import { type Branch, conditions, freeKey, type Key, limits, menuKeys, variablesOf, type When } from "./model";
import { NextSelect } from "./NextSelect";
import { ExamplesInput } from "./SpeechFields";
import type { FieldsProps } from "./StepForm";

/** The keys of a menu: what each stands for, where it leads, and whether it changes the language. */
export function MenuFields({ editing, words, step, wrong }: FieldsProps) {
  const { t, i18n } = useTranslation("flows");
  const keys = step.keys ?? [];
  const keep = (all: Key[]) => editing.change(step.id, { keys: all });
  const set = (index: number, change: Partial<Key>) =>
    keep(keys.map((it, at) => (at === index ? { ...it, ...change } : it)));
  const free = freeKey(keys);
  return (
    <Stack gap="sm">
      {keys.map((it, index) => {
        const name = t("key.name", { key: it.key });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a key is its place in the menu
          <div key={index} className={styles.item} role="group" aria-label={name}>
            <Group gap={8} align="start" wrap="nowrap">
              <Select
                label={t("key.key")}
                w={72}
                flex="none"
                allowDeselect={false}
                value={it.key}
                error={wrong(`keys.${index}.key`)}
                data={menuKeys.filter((key) => key === it.key || !keys.some((one) => one.key === key))}
                onChange={(key) => set(index, { key: key ?? it.key })}
              />
              <TextInput
                label={t("key.label")}
                flex={1}
                maxLength={limits.label}
                value={it.label}
                error={wrong(`keys.${index}.label`)}
                onChange={(event) => set(index, { label: event.currentTarget.value })}
              />
              <RemoveItem
                label={t("parts:remove", { name })}
                onRemove={() => keep(keys.filter((_, at) => at !== index))}
              />
            </Group>
            <NextSelect
              editing={editing}
              words={words}
              step={step}
              exit={{ id: `keys.${index}.next`, next: it.next }}
              label={t("key.next")}
              error={wrong(`keys.${index}.next`)}
            />
            {step.kind === "speech" && (
              <ExamplesInput
                examples={it.examples ?? []}
                error={wrong(`keys.${index}.examples`)}
                onChange={(examples) => set(index, { examples })}
              />
            )}
            {step.kind === "menu" && (
              <Select
                label={t("key.language")}
                value={it.language ?? ""}
                allowDeselect={false}
                error={wrong(`keys.${index}.language`)}
                data={[
                  { value: "", label: t("key.sameLanguage") },
                  ...Object.keys(languages).map((one) => ({ value: one, label: languageName(one, i18n.language) })),
                ]}
                onChange={(language) => set(index, { language: language || null })}
              />
            )}
          </div>
        );
      })}
      {free && (
        <AddItem
          label={t("key.add")}
          onAdd={() =>
            keep([
              ...keys,
              { key: free, label: "", next: null, language: null, ...(step.kind === "speech" && { examples: [] }) },
            ])
          }
        />
      )}
    </Stack>
  );
}

/** How long a number may be, and what it is called from then on. */
export function DigitsFields({ editing, step, wrong }: FieldsProps) {
  const { t } = useTranslation("flows");
  const set = (change: object) => editing.change(step.id, change);
  return (
    <>
      <TextInput
        label={t("field.name")}
        description={t("field.nameHelp")}
        required
        maxLength={40}
        spellCheck={false}
        value={step.name ?? ""}
        error={wrong("name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Group gap="sm" align="start" grow>
        <NumberInput
          label={t("field.least")}
          min={1}
          max={limits.digits}
          value={step.least ?? ""}
          error={wrong("least")}
          onChange={(it) => set({ least: typeof it === "number" ? it : null })}
        />
        <NumberInput
          label={t("field.most")}
          min={1}
          max={limits.digits}
          value={step.most ?? ""}
          error={wrong("most")}
          onChange={(it) => set({ most: typeof it === "number" ? it : null })}
        />
      </Group>
    </>
  );
}

/** Which system is asked, and how long the caller waits for it. */
export function LookUpFields({ editing, step, wrong }: FieldsProps) {
  const { t } = useTranslation("flows");
  return (
    <>
      <TextInput
        label={t("field.url")}
        description={t("field.urlHelp")}
        required
        inputMode="url"
        spellCheck={false}
        maxLength={limits.url}
        value={step.url ?? ""}
        error={wrong("url")}
        onChange={(event) => editing.change(step.id, { url: event.currentTarget.value })}
      />
      <NumberInput
        label={t("field.seconds")}
        min={1}
        max={limits.seconds}
        value={step.seconds ?? ""}
        error={wrong("seconds")}
        onChange={(it) => editing.change(step.id, { seconds: typeof it === "number" ? it : null })}
      />
    </>
  );
}

/** What is asked, one thing after the other; the first that holds shows the way. */
export function DecideFields({ editing, words, step, wrong }: FieldsProps) {
  const { t } = useTranslation("flows");
  const branches = step.branches ?? [];
  const keep = (all: Branch[]) => editing.change(step.id, { branches: all });
  const set = (index: number, change: Partial<Branch>) =>
    keep(branches.map((it, at) => (at === index ? { ...it, ...change } : it)));
  return (
    <Stack gap="sm">
      {branches.map((it, index) => {
        const name = t("branch.name", { number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the row
          <div key={index} className={styles.item} role="group" aria-label={name}>
            <Group gap={8} align="end" wrap="nowrap">
              <Select
                label={name}
                flex={1}
                allowDeselect={false}
                value={it.when.kind}
                data={conditions.map((one) => ({ value: one, label: t(`condition.${one}.name`) }))}
                onChange={(kind) => set(index, { when: newWhen(kind as When["kind"], it.when, editing.flow.person) })}
              />
              <RemoveItem
                label={t("parts:remove", { name })}
                onRemove={() => keep(branches.filter((_, at) => at !== index))}
              />
            </Group>
            <WhenFields
              when={it.when}
              names={variablesOf(editing.flow)}
              wrong={(field) => wrong(`branches.${index}.${field}`)}
              onChange={(change) => set(index, { when: { ...it.when, ...change } })}
            />
            <NextSelect
              editing={editing}
              words={words}
              step={step}
              exit={{ id: `branches.${index}.next`, next: it.next }}
              label={t("branch.next")}
              error={wrong(`branches.${index}.next`)}
            />
          </div>
        );
      })}
      {branches.length < limits.branches && (
        <AddItem
          label={t("branch.add")}
          onAdd={() => keep([...branches, { when: newWhen("open", undefined, editing.flow.person), next: null }])}
        />
      )}
    </Stack>
  );
}

function newWhen(kind: When["kind"], before: When | undefined, person: string | null): When {
  if (kind === "variable") return { kind, name: before?.name ?? "", value: before?.value ?? "" };
  if (!asksService({ kind })) return { kind };
  const service = before?.service ?? person;
  return kind === "waitingOver" ? { kind, service, minutes: before?.minutes ?? 5 } : { kind, service };
}

function WhenFields({
  when,
  names,
  wrong,
  onChange,
}: {
  when: When;
  names: string[];
  wrong: (field: string) => string | undefined;
  onChange: (change: Partial<When>) => void;
}) {
  const { t } = useTranslation("flows");
  if (when.kind === "variable")
    return (
      <Group gap="sm" align="start" grow>
        <Autocomplete
          label={t("condition.field.name")}
          maxLength={40}
          data={names}
          value={when.name ?? ""}
          error={wrong("name")}
          onChange={(name) => onChange({ name })}
        />
        <TextInput
          label={t("condition.field.value")}
          maxLength={limits.label}
          value={when.value ?? ""}
          error={wrong("value")}
          onChange={(event) => onChange({ value: event.currentTarget.value })}
        />
      </Group>
    );
  if (!asksService(when)) return null;
  return (
    <>
      <ServiceSelect
        label={t("field.service")}
        value={when.service ?? ""}
        error={wrong("service")}
        onChange={(service) => onChange({ service })}
      />
      {when.kind === "waitingOver" && (
        <NumberInput
          label={t("condition.field.minutes")}
          min={1}
          max={limits.minutes}
          value={when.minutes ?? ""}
          error={wrong("minutes")}
          onChange={(it) => onChange({ minutes: typeof it === "number" ? it : null })}
        />
      )}
    </>
  );
}

function AddItem({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <Group>
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={onAdd}>
        {label}
      </Button>
    </Group>
  );
}

function RemoveItem({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <ActionIcon mt={24} size={32} flex="none" aria-label={label} title={label} onClick={onRemove}>
      <IconX size={16} />
    </ActionIcon>
  );
}
