import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { servicesQuery } from "../parts/setup";
import { best } from "../texts/best";
import { languages } from "../texts/texts";
import styles from "./Mailbox.module.css";
import {
  aimed,
  type MailboxForm,
  mostRules,
  movedRule,
  type RuleField,
  type RuleForm,
  ruleFields,
  withRule,
} from "./mailbox";
import { ServiceSelect } from "./ServiceSelect";

/** Which mails go to other services: the first rule that fits is followed. */
export function RulesTab({
  form,
  onChange,
  wrong,
}: {
  form: MailboxForm;
  onChange: (change: Partial<MailboxForm>) => void;
  wrong: (field: string) => string | undefined;
}) {
  const { t, i18n } = useTranslation("mailboxes");
  const { data: services } = useQuery(servicesQuery);
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<{ number: number; name: string; place: number } | null>(null);
  const isWrong = wrong("rules") !== undefined;
  const set = (rules: RuleForm[]) => onChange({ rules });

  // Whoever moves a rule goes with it, so that he can move it on.
  useEffect(() => {
    if (!moved) return;
    const rule = list.current?.querySelector(`[data-rule="${moved.number}"]`);
    const [first, ...others] = [moved.name, "up", "down"].map((it) =>
      rule?.querySelector<HTMLElement>(`[data-does="${it}"]:not(:disabled)`),
    );
    (first ?? others.find(Boolean))?.focus();
  }, [moved]);

  const move = (at: number, by: 1 | -1, name: string) => {
    const next = movedRule(form.rules, at, by);
    if (next === form.rules) return;
    set(next);
    setMoved({ number: form.rules[at]!.number, name, place: at + by + 1 });
  };
  const home = best(services?.find((it) => it.id === form.service)?.name, i18n.language);
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet" maw={720}>
        {t("rules.help")}
      </Text>
      {isWrong && (
        <Text size="sm" c="var(--bad-ink)" role="alert">
          {wrong("rules")}
        </Text>
      )}
      <ol className={styles.rules} ref={list}>
        {form.rules.map((rule, at) => (
          <RuleRow
            key={rule.number}
            rule={rule}
            place={at + 1}
            last={form.rules.length}
            isWrong={isWrong}
            onChange={(it) => set(form.rules.with(at, it))}
            onMove={(by, name) => move(at, by, name)}
            onRemove={() => set(form.rules.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <Text size="sm">
        {form.rules.length === 0
          ? t("rules.none", { service: home || "…" })
          : t("rules.otherwise", { service: home || "…" })}
      </Text>
      <span role="status" className="unseen">
        {moved && t("rules.moved", { place: moved.place })}
      </span>
      {form.rules.length < mostRules && (
        <Button
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={16} />}
          onClick={() => set(withRule(form.rules, form.service))}
        >
          {t("rules.add")}
        </Button>
      )}
    </Stack>
  );
}

function RuleRow({
  rule,
  place,
  last,
  isWrong,
  onChange,
  onMove,
  onRemove,
}: {
  rule: RuleForm;
  place: number;
  last: number;
  isWrong: boolean;
  onChange: (rule: RuleForm) => void;
  onMove: (by: 1 | -1, name: string) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("mailboxes");
  const name = t("rules.rule", { place });
  return (
    <li
      className={styles.rule}
      data-rule={rule.number}
      aria-label={name}
      onKeyDown={(event) => {
        const by = event.altKey && { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key];
        if (!by) return;
        event.preventDefault();
        onMove(by, (event.target as HTMLElement).dataset.does ?? "");
      }}
    >
      <span className={styles.place} aria-hidden>
        {place}
      </span>
      <div className={styles.fields}>
        <Select
          label={t("rules.field")}
          allowDeselect={false}
          data-does="field"
          value={rule.field}
          onChange={(it) => onChange(aimed(rule, it as RuleField))}
          data={ruleFields.map((it) => ({ value: it, label: t(`rules.fields.${it}`) }))}
        />
        <Sought rule={rule} isWrong={isWrong} onChange={(contains) => onChange({ ...rule, contains })} />
        <ServiceSelect
          label={t("rules.service")}
          value={rule.service}
          onChange={(service) => onChange({ ...rule, service })}
        />
      </div>
      <Group gap={2} wrap="nowrap" className={styles.moves}>
        <ActionIcon
          aria-label={t("rules.up", { name })}
          data-does="up"
          disabled={place === 1}
          onClick={() => onMove(-1, "up")}
        >
          <IconArrowUp size={17} />
        </ActionIcon>
        <ActionIcon
          aria-label={t("rules.down", { name })}
          data-does="down"
          disabled={place === last}
          onClick={() => onMove(1, "down")}
        >
          <IconArrowDown size={17} />
        </ActionIcon>
        <ActionIcon aria-label={t("parts:remove", { name })} onClick={onRemove}>
          <IconTrash size={17} />
        </ActionIcon>
      </Group>
    </li>
  );
}

/** What a rule looks for: a text, or one of a few words. */
function Sought({
  rule,
  isWrong,
  onChange,
}: {
  rule: RuleForm;
  isWrong: boolean;
  onChange: (contains: string) => void;
}) {
  const { t } = useTranslation("mailboxes");
  const options =
    rule.field === "Language"
      ? Object.entries(languages).map(([value, label]) => ({ value, label }))
      : rule.field === "Verdict"
        ? ["fail", "pass"].map((value) => ({ value, label: t(`rules.verdict.${value}`) }))
        : null;
  if (options)
    return (
      <Select
        label={t("rules.is")}
        allowDeselect={false}
        data-does="sought"
        value={rule.contains}
        onChange={(it) => onChange(it ?? rule.contains)}
        data={
          options.some((it) => it.value === rule.contains)
            ? options
            : [...options, { value: rule.contains, label: rule.contains }]
        }
      />
    );
  return (
    <TextInput
      label={t("rules.contains")}
      required
      maxLength={200}
      data-does="sought"
      placeholder={t(`rules.example.${rule.field}`)}
      value={rule.contains}
      error={isWrong && !rule.contains.trim()}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
