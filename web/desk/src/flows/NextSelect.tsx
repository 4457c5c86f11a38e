import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { hasKeys, type Kind, kinds, type Step, stepOf } from "./model";
import type { Editing } from "./useFlow";
import type { Words } from "./words";

/** Where a way out leads: to one of the steps, or to a new one. */
export function NextSelect({
  editing,
  words,
  step,
  exit,
  label,
  error,
}: {
  editing: Editing;
  words: Words;
  step: Step;
  exit: { id: string; next?: string | null };
  label: string;
  error?: string;
}) {
  const { t } = useTranslation("flows");
  const { flow, outline } = editing;
  const place = { step: step.id, exit: exit.id };
  const steps = flow.steps
    .filter((it) => it.id !== step.id || hasKeys(it.kind))
    .toSorted((a, b) => (outline.numbers.get(a.id) ?? 0) - (outline.numbers.get(b.id) ?? 0));
  return (
    <Select
      label={label}
      placeholder={t("choose")}
      searchable
      allowDeselect={false}
      maxDropdownHeight={340}
      value={stepOf(flow, exit.next)?.id ?? null}
      error={error}
      onChange={(it) => {
        if (it?.startsWith("new ")) editing.add(it.slice(4) as Kind, place);
        else if (it) editing.join(place, it);
      }}
      data={[
        { group: t("group.steps"), items: steps.map((it) => ({ value: it.id, label: words.name(it) })) },
        {
          group: t("group.new"),
          items: kinds.map((it) => ({ value: `new ${it}`, label: t("newStep", { kind: t(`kind.${it}.name`) }) })),
        },
      ]}
    />
  );
}
