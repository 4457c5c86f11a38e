import { Checkbox, Select, SimpleGrid, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { SpanInput } from "../parts/SpanInput";
import { TextsInput } from "../parts/TextsInput";

export type VoiceMessageSetup = Schemas["VoiceMessageSetup"];

/** As the server has it where nothing else is said. */
export const usualMessage = {
  key: "2",
  fromWait: "00:00:00",
  whenClosed: true,
  whenFull: true,
  longest: "00:03:00",
  words: {},
} satisfies VoiceMessageSetup;

/** How callers come to leave a message, and how long it may be. */
export function VoiceMessageFields({
  setup,
  onChange,
}: {
  setup: VoiceMessageSetup | null | undefined;
  onChange: (setup: VoiceMessageSetup) => void;
}) {
  const { t } = useTranslation("services");
  const message = { ...usualMessage, ...setup };
  const set = (change: Partial<VoiceMessageSetup>) => onChange({ ...message, ...change });
  return (
    <section>
      <Title order={2} size="h3">
        {t("message.title")}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2 }} mt="xs">
        <Select
          label={t("message.key")}
          description={t("message.keyHelp")}
          allowDeselect={false}
          value={message.key ?? ""}
          onChange={(key) => set({ key: key || null })}
          data={[
            { value: "", label: t("message.keyNone") },
            ...[..."1234567890"].map((it) => ({ value: it, label: t("message.keyOf", { key: it }) })),
          ]}
        />
        {message.key && (
          <SpanInput
            label={t("message.fromWait")}
            description={t("message.fromWaitHelp")}
            isOptional
            value={message.fromWait === "00:00:00" ? null : message.fromWait}
            onChange={(fromWait) => set({ fromWait: fromWait ?? "00:00:00" })}
          />
        )}
        <SpanInput
          label={t("message.longest")}
          description={t("message.longestHelp")}
          value={message.longest}
          onChange={(longest) => set({ longest: longest ?? usualMessage.longest })}
        />
        <Stack gap="xs" justify="flex-end">
          <Checkbox
            label={t("message.whenClosed")}
            checked={message.whenClosed}
            onChange={(event) => set({ whenClosed: event.currentTarget.checked })}
          />
          <Checkbox
            label={t("message.whenFull")}
            checked={message.whenFull}
            onChange={(event) => set({ whenFull: event.currentTarget.checked })}
          />
        </Stack>
      </SimpleGrid>
      <TextsInput
        isLong
        label={t("message.words")}
        description={t("message.wordsHelp")}
        value={message.words ?? {}}
        onChange={(words) => set({ words })}
      />
    </section>
  );
}
