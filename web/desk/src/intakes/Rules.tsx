import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "../mailboxes/Mailbox.module.css";
import { ServiceSelect } from "../mailboxes/ServiceSelect";
import { servicesQuery } from "../parts/setup";
import { best } from "../texts/best";
import { languages } from "../texts/texts";
import {
  aimed,
  type IntakeForm,
  mostRules,
  movedRule,
  type RuleField,
  type RuleForm,
  ruleFields,
  withRule,
} from "./intake";

type Props = { form: IntakeForm; isWrong: boolean; onChange: (rules: RuleForm[]) => void };

/** Which letters go to other services: the first rule that fits is followed. */
export function Rules({ form, isWrong, onChange }: Props) {
  const { t, i18n } = useTranslation("intakes");
  const { data: services } = useQuery(servicesQuery);
  const [place, setPlace] = useState<number | null>(null);
  const home = best(services?.find((it) => it.id === form.service)?.name, i18n.language) || "…";
  const move = (at: number, by: 1 | -1) => {
    onChange(movedRule(form.rules, at, by));
    setPlace(at + by + 1);
  };
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet" maw={720}>
        {t("rules.help")}
      </Text>
      {isWrong && (
        <Text size="sm" c="var(--bad-ink)" role="alert">
          {t("wrong.rules")}
        </Text>
      )}
      <ol className={styles.rules}>
        {form.rules.map((rule, at) => (
          <Rule
            key={rule.number}
            rule={rule}
            place={at + 1}
            last={form.rules.length}
            isWrong={isWrong}
            onChange={(it) => onChange(form.rules.with(at, it))}
            onMove={(by) => move(at, by)}
            onRemove={() => onChange(form.rules.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <Text size="sm">{t(form.rules.length === 0 ? "rules.none" : "rules.otherwise", { service: home })}</Text>
      <span role="status" className="unseen">
        {place && t("rules.moved", { place })}
      </span>
      {form.rules.length < mostRules && (
        <Button
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange(withRule(form.rules, form.service))}
        >
          {t("rules.add")}
        </Button>
      )}
    </Stack>
  );
}

type RuleProps = {
  rule: RuleForm;
  place: number;
  last: number;
  isWrong: boolean;
  onChange: (rule: RuleForm) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

function Rule({ rule, place, last, isWrong, onChange, onMove, onRemove }: RuleProps) {
  const { t } = useTranslation("intakes");
  const name = t("rules.rule", { place });
  return (
    <li className={styles.rule} aria-label={name}>
      <span className={styles.place} aria-hidden>
        {place}
      </span>
      <div className={styles.fields}>
        <Select
          label={t("rules.field")}
          allowDeselect={false}
          value={rule.field}
          onChange={(it) => onChange(aimed(rule, it as RuleField))}
          data={ruleFields.map((it) => ({ value: it, label: t(`rules.fields.${it}`) }))}
        />
        {rule.field === "Language" ? (
          <Select
            label={t("rules.is")}
            allowDeselect={false}
            value={rule.contains}
            onChange={(it) => onChange({ ...rule, contains: it ?? rule.contains })}
            data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          />
        ) : (
          <TextInput
            label={t("rules.contains")}
            required
            maxLength={200}
            placeholder={t("rules.example")}
            value={rule.contains}
            error={isWrong && !rule.contains.trim()}
            onChange={(event) => onChange({ ...rule, contains: event.currentTarget.value })}
          />
        )}
        <ServiceSelect
          label={t("rules.service")}
          value={rule.service}
          onChange={(service) => onChange({ ...rule, service })}
        />
      </div>
      <Group gap={2} wrap="nowrap" className={styles.moves}>
        <ActionIcon aria-label={t("rules.up", { name })} disabled={place === 1} onClick={() => onMove(-1)}>
          <IconArrowUp size={17} />
        </ActionIcon>
        <ActionIcon aria-label={t("rules.down", { name })} disabled={place === last} onClick={() => onMove(1)}>
          <IconArrowDown size={17} />
        </ActionIcon>
        <ActionIcon aria-label={t("parts:remove", { name })} onClick={onRemove}>
          <IconTrash size={17} />
        </ActionIcon>
      </Group>
    </li>
  );
}
