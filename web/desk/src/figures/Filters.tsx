import { Group, MultiSelect, SegmentedControl, Select } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Channel } from "../parts/channels";
import { best } from "../texts/best";
import classes from "./Figures.module.css";
import type { Namer } from "./names";
import type { Choices } from "./queries";
import { type FiguresSearch, type Period, periods } from "./search";

/** Which days, services, channels and people. */
export function Filters({
  search,
  choices,
  today,
  maySeePeople,
  names,
  onChange,
}: {
  search: FiguresSearch;
  choices: Choices;
  today: string;
  maySeePeople: boolean;
  names: Namer;
  onChange: (change: Partial<FiguresSearch>) => void;
}) {
  const { t, i18n } = useTranslation("figures");
  const channels = [...new Set(choices.services.flatMap((it) => it.channels))];
  return (
    <Group gap="sm" mb="md" align="flex-end" className={classes.filters}>
      <PeriodChoice search={search} today={today} onChange={onChange} />
      <MultiSelect
        className={classes.filter}
        aria-label={t("filter.service")}
        placeholder={search.service.length === 0 ? t("filter.allServices") : undefined}
        data={choices.services.map((it) => ({
          value: it.id,
          label: it.isArchived
            ? `${best(it.name, i18n.language)} (${t("filter.archived")})`
            : best(it.name, i18n.language),
        }))}
        value={search.service}
        onChange={(service) => onChange({ service })}
        clearable
        searchable
        hidePickedOptions
      />
      <MultiSelect
        className={classes.filter}
        aria-label={t("filter.channel")}
        placeholder={search.channel.length === 0 ? t("filter.allChannels") : undefined}
        data={channels.map((it) => ({ value: it, label: t(`parts:channel.${it}`) }))}
        value={search.channel}
        onChange={(channel) => onChange({ channel: channel as Channel[] })}
        clearable
      />
      {maySeePeople && (
        <Select
          className={classes.filter}
          aria-label={t("filter.person")}
          placeholder={t("filter.everybody")}
          data={choices.people.map((it) => ({ value: it.id, label: names.person(it.id) }))}
          value={search.person[0] ?? null}
          onChange={(it) => onChange({ person: it ? [it] : [] })}
          clearable
          searchable
        />
      )}
    </Group>
  );
}

function PeriodChoice({
  search,
  today,
  onChange,
}: {
  search: FiguresSearch;
  today: string;
  onChange: (change: Partial<FiguresSearch>) => void;
}) {
  const { t, i18n } = useTranslation("figures");
  const [isChoosing, setChoosing] = useState(search.period === "own");
  const [range, setRange] = useState<[string | null, string | null]>([search.from ?? null, search.until ?? null]);
  return (
    <Group gap="xs" align="flex-end" className={classes.period}>
      <SegmentedControl
        aria-label={t("period.name")}
        value={isChoosing ? "own" : search.period}
        data={periods.map((it) => ({ value: it, label: t(`period.${it}`) }))}
        onChange={(it) => {
          setChoosing(it === "own");
          if (it !== "own") onChange({ period: it as Period, step: undefined });
        }}
      />
      {isChoosing && (
        <DatePickerInput
          type="range"
          aria-label={t("period.days")}
          placeholder={t("period.days")}
          valueFormat="YYYY-MM-DD"
          locale={i18n.language}
          firstDayOfWeek={1}
          maxDate={today}
          allowSingleDateInRange
          value={range}
          onChange={(it) => {
            const [from, until] = it as [string | null, string | null];
            setRange([from, until]);
            if (from && until) onChange({ period: "own", from, until, step: undefined });
          }}
          miw={230}
        />
      )}
    </Group>
  );
}
