import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Text,
} from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { SpanInput } from "../parts/SpanInput";
import { skillsQuery } from "../parts/setup";
import { inWords, spanOf } from "../parts/spans";
import { milliseconds } from "../parts/time";
import { best } from "../texts/best";

type Step = Schemas["RelaxStep"];

const mostSteps = 10;
const skips = ["Never", "NobodySignedIn", "NobodyFree"] as const;

/** What is eased when somebody has waited long: each step in a sentence, and its fields. */
export function StepsEditor({ steps, onChange }: { steps: Step[]; onChange: (steps: Step[]) => void }) {
  const { t, i18n } = useTranslation("services");
  const { t: words } = useTranslation("parts");
  const { data: skills } = useQuery(skillsQuery);
  const known = (skills ?? []).map((it) => ({ value: it.id, label: best(it.name, i18n.language) }));
  const set = (at: number, change: Partial<Step>) => onChange(steps.with(at, { ...steps[at]!, ...change }));
  const next = spanOf(((steps.length > 0 ? milliseconds(steps.at(-1)!.after) : 0) + 30_000) / 1_000);
  return (
    <Stack gap="xs" mt="xs">
      <Text size="sm" className="quiet">
        {t("steps.help")}
      </Text>
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the row
        <Paper key={at} withBorder p="sm" role="group" aria-label={t("steps.step", { number: at + 1 })}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text fw={560}>{sentence(step, at, t, inWords(step.after, words), known)}</Text>
            <ActionIcon
              aria-label={t("parts:remove", { name: t("steps.step", { number: at + 1 }) })}
              onClick={() => onChange(steps.toSpliced(at, 1))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
          <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
            <SpanInput
              label={t("steps.after")}
              value={step.after}
              onChange={(it) => set(at, { after: it ?? spanOf(0) })}
            />
            <Select
              label={t("steps.skip")}
              allowDeselect={false}
              value={step.skipTo ?? "Never"}
              onChange={(it) => set(at, { skipTo: it as (typeof skips)[number] })}
              data={skips.map((it) => ({ value: it, label: t(`skip.${it}`) }))}
            />
            <NumberInput
              label={t("steps.lower")}
              min={0}
              max={5}
              value={step.lowerLevelsBy ?? 0}
              onChange={(it) => set(at, { lowerLevelsBy: Number(it) })}
            />
            <MultiSelect
              label={t("steps.drop")}
              disabled={step.dropAllSkills}
              value={step.dropSkills}
              onChange={(dropSkills) => set(at, { dropSkills })}
              data={known}
            />
          </SimpleGrid>
          <Group mt="xs">
            <Checkbox
              label={t("steps.dropAll")}
              checked={step.dropAllSkills ?? false}
              onChange={(event) => set(at, { dropAllSkills: event.currentTarget.checked })}
            />
            <Checkbox
              label={t("steps.release")}
              checked={step.releasePerson ?? false}
              onChange={(event) => set(at, { releasePerson: event.currentTarget.checked })}
            />
            <Checkbox
              label={t("steps.language")}
              checked={step.dropLanguage ?? false}
              onChange={(event) => set(at, { dropLanguage: event.currentTarget.checked })}
            />
          </Group>
        </Paper>
      ))}
      {steps.length < mostSteps && (
        <Button
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange([...steps, newStep(next)])}
        >
          {t("steps.add")}
        </Button>
      )}
    </Stack>
  );
}

function newStep(after: string): Step {
  return { after, dropSkills: [], dropAllSkills: false, lowerLevelsBy: 0, releasePerson: false, dropLanguage: false };
}

/** "After 30 seconds: levels are lowered by 1, and whoever joins from step 1 is asked too." */
function sentence(
  step: Step,
  at: number,
  t: TFunction<"services">,
  after: string,
  skills: { value: string; label: string }[],
): string {
  const eased = [
    step.dropAllSkills && t("steps.say.dropAll"),
    !step.dropAllSkills &&
      step.dropSkills.length > 0 &&
      t("steps.say.drop", {
        skills: step.dropSkills.map((it) => skills.find((skill) => skill.value === it)?.label ?? "").join(", "),
      }),
    (step.lowerLevelsBy ?? 0) > 0 && !step.dropAllSkills && t("steps.say.lower", { count: step.lowerLevelsBy }),
    step.releasePerson && t("steps.say.release"),
    step.dropLanguage && t("steps.say.language"),
    t("steps.say.join", { number: at + 1 }),
  ].filter(Boolean);
  return t("steps.say.after", { after, eased: eased.join("; ") });
}
