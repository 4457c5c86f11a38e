import { ActionIcon, Group, NativeSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { skillsQuery } from "../parts/setup";
import { best } from "../texts/best";

type PersonSkill = Schemas["PersonSkill"];

const levels = ["1", "2", "3", "4", "5"];

/** What a person can, at which level, on what evidence, and until when. */
export function SkillsOfPerson({
  skills,
  onChange,
}: {
  skills: PersonSkill[];
  onChange: (skills: PersonSkill[]) => void;
}) {
  const { t, i18n } = useTranslation("people");
  const { data: known } = useQuery(skillsQuery);
  const set = (at: number, change: Partial<PersonSkill>) => onChange(skills.with(at, { ...skills[at]!, ...change }));
  const free = (known ?? []).filter((it) => !it.isArchived && skills.every((one) => one.skill !== it.id));
  return (
    <Stack gap="xs">
      {skills.map((it, at) => {
        const name = best(known?.find((one) => one.id === it.skill)?.name, i18n.language);
        return (
          <Group key={it.skill} align="flex-end" gap="sm" role="group" aria-label={name}>
            <Text fw={560} w={180} pb={6}>
              {name}
            </Text>
            <NativeSelect
              label={t("level")}
              value={String(it.level)}
              onChange={(event) => set(at, { level: Number(event.currentTarget.value) })}
              data={levels.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
            />
            <TextInput
              label={t("evidence")}
              placeholder={t("evidenceExample")}
              style={{ flex: 1, minWidth: 180 }}
              maxLength={200}
              value={it.evidence ?? ""}
              onChange={(event) => set(at, { evidence: event.currentTarget.value || null })}
            />
            <TextInput
              type="date"
              label={t("expires")}
              value={it.expires ?? ""}
              onChange={(event) => set(at, { expires: event.currentTarget.value || null })}
            />
            <ActionIcon
              mb={5}
              aria-label={t("parts:remove", { name })}
              onClick={() => onChange(skills.toSpliced(at, 1))}
            >
              <IconTrash size={17} />
            </ActionIcon>
          </Group>
        );
      })}
      <Select
        label={t("addSkill")}
        searchable
        maw={420}
        value={null}
        onChange={(it) => it && onChange([...skills, { skill: it, level: 3 }])}
        data={free.map((it) => ({ value: it.id, label: best(it.name, i18n.language) }))}
        nothingFoundMessage={t("noMoreSkills")}
      />
    </Stack>
  );
}
