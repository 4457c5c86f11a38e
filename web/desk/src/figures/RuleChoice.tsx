import { Button, NumberInput, Popover, Select, Stack, Text } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FiguresSearch } from "./search";

const ours = "SL-4-short";

/** How the service level is counted: variant, T and s. */
export function RuleChoice({
  search,
  variants,
  onChange,
}: {
  search: FiguresSearch;
  variants: readonly string[];
  onChange: (change: Partial<FiguresSearch>) => void;
}) {
  const { t } = useTranslation("figures");
  const variant = search.variant ?? ours;
  return (
    <Popover width={340} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconAdjustmentsHorizontal size={17} aria-hidden />}>
          {t("rule.name")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Select
            label={t("rule.variant")}
            description={t(`rule.about.${variant}`)}
            data={[...variants]}
            value={variant}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(it) => onChange({ variant: it === ours || it === null ? undefined : it })}
          />
          <NumberInput
            label={t("rule.target")}
            description={t("rule.targetHelp")}
            placeholder={t("rule.promise")}
            suffix=" s"
            min={0}
            max={5_184_000}
            value={search.t ?? ""}
            onChange={(it) => onChange({ t: it === "" ? undefined : Number(it) })}
          />
          <NumberInput
            label={t("rule.short")}
            suffix=" s"
            min={0}
            max={600}
            value={search.s ?? 5}
            onChange={(it) => onChange({ s: it === "" || Number(it) === 5 ? undefined : Number(it) })}
          />
          <Text size="xs" className="quiet">
            {t("rule.text")}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
