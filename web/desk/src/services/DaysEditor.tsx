import { ActionIcon, Button, Group, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { SpansInput } from "./SpansInput";

type NamedDay = Schemas["NamedDay"];

/** Single dates with hours of their own. */
export function DaysEditor({
  days,
  hasNames,
  onChange,
}: {
  days: NamedDay[];
  hasNames: boolean;
  onChange: (days: NamedDay[]) => void;
}) {
  const { t, i18n } = useTranslation("services");
  const [date, setDate] = useState("");
  const set = (at: number, change: Partial<NamedDay>) => onChange(days.with(at, { ...days[at]!, ...change }));
  const add = () => {
    onChange([...days, { date, name: "", hours: [] }].sort((a, b) => a.date.localeCompare(b.date)));
    setDate("");
  };
  return (
    <Stack gap={6}>
      {days.map((it, at) => {
        const name = new Date(`${it.date}T12:00:00`).toLocaleDateString(i18n.language, {
          weekday: "short",
          day: "numeric",
          month: "short",
          year: "numeric",
        });
        return (
          <Group key={it.date} gap="sm" role="group" aria-label={name}>
            <span style={{ minWidth: 140, fontWeight: 560 }}>{name}</span>
            {hasNames && (
              <TextInput
                size="xs"
                w={170}
                aria-label={t("days.nameOf", { day: name })}
                placeholder={t("days.name")}
                value={it.name}
                onChange={(event) => set(at, { name: event.currentTarget.value })}
              />
            )}
            <SpansInput label={name} spans={it.hours} onChange={(hours) => set(at, { hours })} />
            <ActionIcon aria-label={t("parts:remove", { name })} onClick={() => onChange(days.toSpliced(at, 1))}>
              <IconTrash size={17} />
            </ActionIcon>
          </Group>
        );
      })}
      <Group gap="xs" align="flex-end">
        <TextInput
          type="date"
          size="xs"
          label={t("days.date")}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={!date || days.some((it) => it.date === date)}
          onClick={add}
        >
          {t("days.add")}
        </Button>
      </Group>
    </Stack>
  );
}
