import { ActionIcon, Button, Checkbox, Group, Paper, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { TextsInput } from "../parts/TextsInput";
import { best, type Texts } from "../texts/best";
import { keyFrom, type ServiceDraft } from "./draft";

type Field = Schemas["FormField"];

const kinds: Schemas["FormFieldKind"][] = ["Line", "Text", "Email", "Phone", "Date", "Choice", "Yes"];

/** What the web form says and asks, beside the message itself. */
export function FormTab({
  draft,
  onChange,
}: {
  draft: ServiceDraft;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const { t } = useTranslation("services");
  const form = draft.form ?? { introduction: {}, receipt: {}, fields: [] };
  const fields = form.fields ?? [];
  const setFields = (next: Field[]) => onChange({ form: { ...form, fields: next } });
  return (
    <Stack gap="lg" maw={760}>
      <TextsInput
        label={t("form.introduction")}
        description={t("form.introductionHelp")}
        isLong
        value={form.introduction ?? {}}
        onChange={(introduction) => onChange({ form: { ...form, introduction } })}
      />
      <TextsInput
        label={t("form.receipt")}
        description={t("form.receiptHelp")}
        isLong
        value={form.receipt ?? {}}
        onChange={(receipt) => onChange({ form: { ...form, receipt } })}
      />
      <section>
        <Title order={2} size="h3">
          {t("form.fields")}
        </Title>
        <Text size="sm" className="quiet" mb="xs">
          {t("form.fieldsHelp")}
        </Text>
        <Stack gap="sm">
          {fields.map((field, at) => (
            <FieldEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: a question is its place in the form
              key={at}
              field={field}
              number={at + 1}
              onChange={(it) => setFields(fields.with(at, it))}
              onRemove={() => setFields(fields.toSpliced(at, 1))}
              onMove={(by) => {
                const to = at + by;
                if (to < 0 || to >= fields.length) return;
                setFields(fields.with(at, fields[to]!).with(to, field));
              }}
            />
          ))}
          <Button
            variant="default"
            w="fit-content"
            leftSection={<IconPlus size={16} />}
            onClick={() =>
              setFields([
                ...fields,
                { key: `question-${fields.length + 1}`, kind: "Line", label: {}, isRequired: false },
              ])
            }
          >
            {t("form.add")}
          </Button>
        </Stack>
      </section>
    </Stack>
  );
}

function FieldEditor({
  field,
  number,
  onChange,
  onRemove,
  onMove,
}: {
  field: Field;
  number: number;
  onChange: (field: Field) => void;
  onRemove: () => void;
  onMove: (by: number) => void;
}) {
  const { t, i18n } = useTranslation("services");
  const name = best(field.label, i18n.language) || t("form.question", { number });
  const options = (field.options ?? []) as Texts[];
  return (
    <Paper withBorder p="sm" role="group" aria-label={name}>
      <Group justify="space-between" mb="xs">
        <Text fw={560}>{name}</Text>
        <Group gap={2}>
          <ActionIcon aria-label={t("form.up", { name })} onClick={() => onMove(-1)}>
            <IconArrowUp size={17} />
          </ActionIcon>
          <ActionIcon aria-label={t("form.down", { name })} onClick={() => onMove(1)}>
            <IconArrowDown size={17} />
          </ActionIcon>
          <ActionIcon aria-label={t("parts:remove", { name })} onClick={onRemove}>
            <IconTrash size={17} />
          </ActionIcon>
        </Group>
      </Group>
      <Stack gap="sm">
        <TextsInput
          label={t("form.label")}
          isRequired
          value={field.label}
          onChange={(label) =>
            onChange({
              ...field,
              label,
              key: field.key.startsWith("question-") ? keyFrom(best(label, "sv")) || field.key : field.key,
            })
          }
        />
        <Group align="flex-end">
          <Select
            label={t("form.kind")}
            allowDeselect={false}
            value={field.kind}
            onChange={(it) =>
              onChange({
                ...field,
                kind: it as Field["kind"],
                options: it === "Choice" ? (options.length > 0 ? options : [{}, {}]) : null,
              })
            }
            data={kinds.map((it) => ({ value: it, label: t(`form.kinds.${it}`) }))}
          />
          <TextInput
            label={t("form.key")}
            value={field.key}
            onChange={(event) => onChange({ ...field, key: event.currentTarget.value })}
          />
          <Checkbox
            mb={8}
            label={t("form.required")}
            checked={field.isRequired ?? false}
            onChange={(event) => onChange({ ...field, isRequired: event.currentTarget.checked })}
          />
        </Group>
        {field.kind === "Choice" &&
          options.map((option, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place in the list
            <Group key={at} align="flex-end" wrap="nowrap">
              <div style={{ flex: 1 }}>
                <TextsInput
                  label={t("form.option", { number: at + 1 })}
                  value={option}
                  onChange={(it) => onChange({ ...field, options: options.with(at, it) })}
                />
              </div>
              <ActionIcon
                aria-label={t("parts:remove", { name: t("form.option", { number: at + 1 }) })}
                onClick={() => onChange({ ...field, options: options.toSpliced(at, 1) })}
              >
                <IconTrash size={17} />
              </ActionIcon>
            </Group>
          ))}
        {field.kind === "Choice" && (
          <Button
            variant="subtle"
            size="xs"
            w="fit-content"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange({ ...field, options: [...options, {}] })}
          >
            {t("form.addOption")}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
