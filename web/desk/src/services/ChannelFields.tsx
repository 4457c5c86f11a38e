import { Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { SpanInput } from "../parts/SpanInput";
import { servicesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { best } from "../texts/best";
import { type ChannelRule, type ChannelSetup, isLive } from "./draft";
import { StepsEditor } from "./StepsEditor";
import { VoiceMessageFields } from "./VoiceMessageFields";

const choices = ["LongestIdle", "LeastLoaded", "BestSkilled", "LabelScore"] as const;
const orders = ["Due", "NewestFirst"] as const;
const closings = ["FinishQueue", "Empty"] as const;

/** What a service promises and allows in one channel. */
export function ChannelFields({
  setup,
  service,
  onChange,
}: {
  setup: ChannelSetup;
  service: string | undefined;
  onChange: (setup: ChannelSetup) => void;
}) {
  const { t, i18n } = useTranslation("services");
  const { data: services } = useQuery(servicesQuery);
  const { rule } = setup;
  const set = (change: Partial<ChannelRule>) => onChange({ ...setup, rule: { ...rule, ...change } });
  const others = (services ?? [])
    .filter(
      (it) =>
        it.id !== service && !it.isArchived && it.channels.some((channel) => channel.rule.channel === rule.channel),
    )
    .map((it) => ({ value: it.id, label: best(it.name, i18n.language) }));
  return (
    <Stack gap="lg">
      <section>
        <Title order={2} size="h3">
          {t("channels.promise")}
        </Title>
        <SimpleGrid cols={{ base: 1, md: 2 }} mt="xs">
          <Stack gap="xs">
            <SpanInput
              label={t("channels.target")}
              description={t("channels.targetHelp")}
              value={rule.target ?? "00:02:00"}
              onChange={(target) => set({ target: target ?? undefined })}
            />
            <Checkbox
              label={t("channels.openTimeOnly")}
              checked={rule.targetRunsWhenOpenOnly ?? false}
              onChange={(event) => set({ targetRunsWhenOpenOnly: event.currentTarget.checked })}
            />
          </Stack>
          <Select
            label={t("channels.order")}
            description={t("channels.orderHelp")}
            allowDeselect={false}
            value={rule.order ?? "Due"}
            onChange={(it) => set({ order: it as (typeof orders)[number] })}
            data={orders.map((it) => ({ value: it, label: t(`order.${it}`) }))}
          />
        </SimpleGrid>
      </section>
      <section>
        <Title order={2} size="h3">
          {t("channels.offering")}
        </Title>
        <SimpleGrid cols={{ base: 1, md: 2 }} mt="xs">
          <Select
            label={t("channels.choice")}
            description={t("channels.choiceHelp")}
            allowDeselect={false}
            value={rule.choice ?? "LongestIdle"}
            onChange={(it) => set({ choice: it as (typeof choices)[number] })}
            data={choices.map((it) => ({ value: it, label: t(`choice.${it}`) }))}
          />
          <SpanInput
            label={t("channels.offerTimeout")}
            description={t("channels.offerTimeoutHelp")}
            value={rule.offerTimeout ?? "00:00:20"}
            onChange={(it) => set({ offerTimeout: it ?? undefined })}
          />
          <SpanInput
            label={t("channels.wrapUp")}
            description={t("channels.wrapUpHelp")}
            value={rule.wrapUpLimit ?? "00:02:00"}
            onChange={(it) => set({ wrapUpLimit: it ?? undefined })}
          />
          {rule.channel === "Voice" && (
            <Checkbox
              label={t("channels.tellsSupervision")}
              checked={!rule.hidesSupervision}
              onChange={(event) => set({ hidesSupervision: !event.currentTarget.checked })}
            />
          )}
          {!isLive(rule.channel) && (
            <Checkbox
              label={t("channels.interruptible")}
              checked={rule.isInterruptible ?? false}
              onChange={(event) => set({ isInterruptible: event.currentTarget.checked })}
            />
          )}
        </SimpleGrid>
      </section>
      {rule.channel === "VoiceMessage" && (
        <VoiceMessageFields setup={setup.message} onChange={(message) => onChange({ ...setup, message })} />
      )}
      {rule.channel === "Voice" && (
        <section>
          <TextsInput
            isLong
            label={t("channels.onHold")}
            description={t("channels.onHoldHelp")}
            value={setup.onHold ?? {}}
            onChange={(onHold) => onChange({ ...setup, onHold })}
          />
        </section>
      )}
      <section>
        <Title order={2} size="h3">
          {t("steps.title")}
        </Title>
        <StepsEditor steps={rule.steps ?? []} onChange={(steps) => set({ steps })} />
      </section>
      <section>
        <Title order={2} size="h3">
          {t("overflow.title")}
        </Title>
        <SimpleGrid cols={{ base: 1, md: 2 }} mt="xs">
          <Select
            label={t("overflow.to")}
            description={t("overflow.toHelp")}
            clearable
            searchable
            placeholder={t("overflow.nobody")}
            value={rule.overflowTo ?? null}
            onChange={(it) => set({ overflowTo: it, ...(it ? {} : { overflowAfter: null }) })}
            data={others}
          />
          {rule.channel !== "VoiceMessage" && (
            <NumberInput
              label={t("overflow.most")}
              description={t("overflow.mostHelp")}
              min={0}
              max={100_000}
              allowDecimal={false}
              placeholder={t("overflow.noLimit")}
              value={rule.mostWaiting ?? ""}
              onChange={(it) => set({ mostWaiting: it === "" ? null : Number(it) })}
            />
          )}
          {rule.overflowTo && (
            <SpanInput
              label={t("overflow.after")}
              description={t("overflow.afterHelp")}
              isOptional
              value={rule.overflowAfter ?? null}
              onChange={(overflowAfter) => set({ overflowAfter })}
            />
          )}
          <SpanInput
            label={t("overflow.giveUp")}
            description={t("overflow.giveUpHelp")}
            isOptional
            value={rule.giveUpAfter ?? null}
            onChange={(giveUpAfter) => set({ giveUpAfter })}
          />
        </SimpleGrid>
      </section>
      <section>
        <Title order={2} size="h3">
          {t("channels.closing")}
        </Title>
        <Group mt="xs" align="flex-end">
          <Select
            label={t("channels.atClosing")}
            w={340}
            allowDeselect={false}
            value={rule.atClosing ?? "FinishQueue"}
            onChange={(it) => set({ atClosing: it as (typeof closings)[number] })}
            data={closings.map((it) => ({ value: it, label: t(`closing.${it}`) }))}
          />
          {rule.channel !== "VoiceMessage" && (
            <Checkbox
              mb={8}
              label={t("channels.acceptsWhenClosed")}
              checked={rule.acceptsWhenClosed ?? false}
              onChange={(event) => set({ acceptsWhenClosed: event.currentTarget.checked })}
            />
          )}
        </Group>
      </section>
    </Stack>
  );
}
