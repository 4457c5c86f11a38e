import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { servicesQuery } from "../parts/setup";
import { best } from "../texts/best";
import styles from "./RuleList.module.css";
import { aimed, type Choices, mostRules, movedRule, type RuleForm, withRule } from "./rules";
import { ServiceSelect } from "./ServiceSelect";
import type { WayKind } from "./way";

type Props<Field extends string> = {
  /** Whose words are used. */
  kind: WayKind;
  rules: RuleForm<Field>[];
  fields: readonly Field[];
  choices: Choices<Field>;
  /** Where what no rule fits goes. */
  home: string;
  wrong: string | undefined;
  onChange: (rules: RuleForm<Field>[]) => void;
};

/** What goes to other services: the first rule that fits is followed. */
export function RuleList<Field extends string>(props: Props<Field>) {
  const { kind, rules, fields, home, wrong, onChange } = props;
  const { t, i18n } = useTranslation("services");
  const { data: services } = useQuery(servicesQuery);
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<{ number: number; name: string; place: number } | null>(null);

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
    const next = movedRule(rules, at, by);
    if (next === rules) return;
    onChange(next);
    setMoved({ number: rules[at]!.number, name, place: at + by + 1 });
  };
  const service = best(services?.find((it) => it.id === home)?.name, i18n.language);
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet" maw={720}>
        {t(`${kind}:rules.help`)} {t("rule.moving")}
      </Text>
      {wrong && (
        <Text size="sm" c="var(--bad-ink)" role="alert">
          {wrong}
        </Text>
      )}
      <ol className={styles.rules} ref={list}>
        {rules.map((rule, at) => (
          <Rule
            key={rule.number}
            {...props}
            rule={rule}
            place={at + 1}
            onRule={(it) => onChange(rules.with(at, it))}
            onMove={(by, name) => move(at, by, name)}
            onRemove={() => onChange(rules.toSpliced(at, 1))}
          />
        ))}
      </ol>
      {service && <Text size="sm">{t(`${kind}:rules.${rules.length === 0 ? "none" : "otherwise"}`, { service })}</Text>}
      <span role="status" className="unseen">
        {moved && t("rule.moved", { place: moved.place })}
      </span>
      {rules.length < mostRules && (
        <Button
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange(withRule(rules, fields[0]!, home))}
        >
          {t("rule.add")}
        </Button>
      )}
    </Stack>
  );
}

type RuleProps<Field extends string> = Props<Field> & {
  rule: RuleForm<Field>;
  place: number;
  onRule: (rule: RuleForm<Field>) => void;
  onMove: (by: 1 | -1, name: string) => void;
  onRemove: () => void;
};

function Rule<Field extends string>(props: RuleProps<Field>) {
  const { kind, rules, fields, choices, rule, place, onRule, onMove, onRemove } = props;
  const { t } = useTranslation("services");
  const name = t("rule.rule", { place });
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
          label={t("rule.field")}
          allowDeselect={false}
          data-does="field"
          value={rule.field}
          onChange={(it) => onRule(aimed(rule, it as Field, choices))}
          data={fields.map((it) => ({ value: it, label: t(`${kind}:rules.fields.${it as string}`) }))}
        />
        <Sought {...props} />
        <ServiceSelect
          label={t("rule.service")}
          value={rule.service}
          onChange={(service) => onRule({ ...rule, service })}
        />
      </div>
      <Group gap={2} wrap="nowrap" className={styles.moves}>
        <ActionIcon
          aria-label={t("rule.up", { name })}
          data-does="up"
          disabled={place === 1}
          onClick={() => onMove(-1, "up")}
        >
          <IconArrowUp size={17} />
        </ActionIcon>
        <ActionIcon
          aria-label={t("rule.down", { name })}
          data-does="down"
          disabled={place === rules.length}
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
function Sought<Field extends string>({ kind, choices, wrong, rule, onRule }: RuleProps<Field>) {
  const { t } = useTranslation("services");
  const options = choices(rule.field);
  if (options)
    return (
      <Select
        label={t("rule.is")}
        allowDeselect={false}
        data-does="sought"
        value={rule.contains}
        onChange={(it) => onRule({ ...rule, contains: it ?? rule.contains })}
        data={
          options.some((it) => it.value === rule.contains)
            ? options
            : [...options, { value: rule.contains, label: rule.contains }]
        }
      />
    );
  return (
    <TextInput
      label={t("rule.contains")}
      required
      maxLength={200}
      data-does="sought"
      placeholder={t(`${kind}:rules.example.${rule.field as string}`)}
      value={rule.contains}
      error={wrong !== undefined && !rule.contains.trim()}
      onChange={(event) => onRule({ ...rule, contains: event.currentTarget.value })}
    />
  );
}
