import { Group, Input, NumberInput, Select } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { spanOf, type Unit, unitOf, unitSeconds } from "./spans";
import { milliseconds } from "./time";

/** A duration as a number and a unit. Empty is null where that may be. */
export function SpanInput({
  label,
  description,
  value,
  onChange,
  isOptional = false,
}: {
  label: string;
  description?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  isOptional?: boolean;
}) {
  const { t } = useTranslation("parts");
  const id = useId();
  const seconds = value === null ? null : milliseconds(value) / 1_000;
  const [unit, setUnit] = useState<Unit>(() => unitOf(seconds ?? 60));
  const set = (count: number | string, next: Unit) => {
    if (count === "") return onChange(isOptional ? null : spanOf(0));
    onChange(spanOf(Number(count) * unitSeconds[next]));
  };
  const shown = seconds === null ? "" : Math.round((seconds / unitSeconds[unit]) * 100) / 100;
  return (
    <Input.Wrapper label={label} labelElement="div" labelProps={{ id }} description={description}>
      <Group gap={6} mt={4} wrap="nowrap" role="group" aria-labelledby={id}>
        <NumberInput
          aria-label={label}
          w={90}
          min={0}
          value={shown}
          onChange={(it) => set(it, unit)}
          allowNegative={false}
          hideControls
        />
        <Select
          aria-label={t("unit.label", { label })}
          w={120}
          allowDeselect={false}
          value={unit}
          data={(Object.keys(unitSeconds) as Unit[]).map((it) => ({ value: it, label: t(`unit.${it}`) }))}
          onChange={(it) => {
            setUnit(it as Unit);
            if (shown !== "") set(shown, it as Unit);
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}
