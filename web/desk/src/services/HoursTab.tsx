import { Alert, Button, Checkbox, Group, MultiSelect, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { calendarsQuery } from "../parts/setup";
import { DaysEditor } from "./DaysEditor";
import type { ChannelSetup, ServiceDraft } from "./draft";
import { WeekEditor } from "./WeekEditor";

/** When the service is open, channel by channel: the usual week, calendars, and days of its own. */
export function HoursTab({
  draft,
  onChange,
}: {
  draft: ServiceDraft;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const { t } = useTranslation("services");
  const { data: calendars } = useQuery(calendarsQuery);
  const [chosen, setChosen] = useState<string>(draft.channels[0]?.rule.channel ?? "");
  const at = Math.max(
    0,
    draft.channels.findIndex((it) => it.rule.channel === chosen),
  );
  const setup = draft.channels[at];
  if (!setup) return <Alert color="gray">{t("channels.none")}</Alert>;

  const set = (change: Partial<ChannelSetup>) =>
    onChange({ channels: draft.channels.with(at, { ...setup, ...change }) });
  const copyToAll = () => {
    const { isAlwaysOpen, week, calendars: followed, exceptions } = setup;
    onChange({
      channels: draft.channels.map((it) => ({ ...it, isAlwaysOpen, week, calendars: followed, exceptions })),
    });
  };
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t("hours.channel")}
          value={setup.rule.channel}
          onChange={setChosen}
          data={draft.channels.map(({ rule }) => ({ value: rule.channel, label: t(`parts:channel.${rule.channel}`) }))}
        />
        {draft.channels.length > 1 && (
          <Button variant="subtle" size="xs" leftSection={<IconCopy size={15} />} onClick={copyToAll}>
            {t("hours.copyToAll")}
          </Button>
        )}
      </Group>
      <Checkbox
        label={t("hours.always")}
        checked={setup.isAlwaysOpen ?? false}
        onChange={(event) => set({ isAlwaysOpen: event.currentTarget.checked })}
      />
      {!setup.isAlwaysOpen && (
        <>
          <section>
            <Title order={2} size="h3" mb="xs">
              {t("hours.week")}
            </Title>
            <WeekEditor week={setup.week ?? []} onChange={(week) => set({ week })} />
          </section>
          <section>
            <Title order={2} size="h3" mb={4}>
              {t("hours.exceptions")}
            </Title>
            <Text size="sm" className="quiet" mb="xs">
              {t("hours.exceptionsHelp")}
            </Text>
            <MultiSelect
              label={t("hours.calendars")}
              maw={420}
              mb="sm"
              value={setup.calendars ?? []}
              onChange={(it) => set({ calendars: it })}
              data={(calendars ?? [])
                .filter((it) => !it.isArchived || setup.calendars?.includes(it.id))
                .map((it) => ({ value: it.id, label: it.name }))}
            />
            <DaysEditor
              days={(setup.exceptions ?? []).map((it) => ({ date: it.date, name: "", hours: it.hours }))}
              hasNames={false}
              onChange={(all) => set({ exceptions: all.map(({ date, hours }) => ({ date, hours })) })}
            />
          </section>
        </>
      )}
    </Stack>
  );
}
