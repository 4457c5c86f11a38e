import { Alert, Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { languageName } from "../texts/languageName";
import { languagesOf, limits, type Step } from "./model";
import type { FieldsProps } from "./StepForm";
import { canTry, speechQuery, triedOf } from "./speech";

/** How long callers may speak, and in which languages nobody would hear them. */
export function SpeechFields({ editing, step, wrong }: FieldsProps) {
  const { t, i18n } = useTranslation("flows");
  const { data } = useQuery(speechQuery);
  const deaf = data ? languagesOf(editing.flow).filter((it) => !data.languages.includes(it)) : [];
  const names = new Intl.ListFormat(i18n.language).format(deaf.map((it) => languageName(it, i18n.language)));
  return (
    <>
      {deaf.length > 0 && (
        <Alert color="yellow" icon={<IconInfoCircle size={18} />} p="xs">
          <Text size="sm">{t("speech.deaf", { languages: names })}</Text>
        </Alert>
      )}
      <NumberInput
        label={t("speech.seconds")}
        description={t("speech.secondsHelp")}
        min={limits.leastSpoken}
        max={limits.spoken}
        value={step.seconds ?? ""}
        error={wrong("seconds")}
        onChange={(it) => editing.change(step.id, { seconds: typeof it === "number" ? it : null })}
      />
    </>
  );
}

/** The sentences of one way out, one on each line. */
export function ExamplesInput({
  examples,
  error,
  onChange,
}: {
  examples: string[];
  error?: string;
  onChange: (examples: string[]) => void;
}) {
  const { t } = useTranslation("flows");
  return (
    <Textarea
      label={t("speech.examples")}
      description={t("speech.examplesHelp")}
      autosize
      minRows={3}
      maxRows={14}
      value={examples.join("\n")}
      error={error}
      onChange={(event) => onChange(linesOf(event.currentTarget.value))}
    />
  );
}

/** Where a sentence would lead, by the examples as they stand here. */
export function SpeechTrial({ step }: { step: Step }) {
  const { t, i18n } = useTranslation("flows");
  const [sentence, setSentence] = useState("");
  const trial = useMutation({ mutationFn: () => triedOf(step, sentence) });
  const share = new Intl.NumberFormat(i18n.language, { style: "percent" });
  const label = step.keys?.find((it) => it.key === trial.data?.key)?.label ?? "";
  return (
    <form
      aria-label={t("speech.trial")}
      onSubmit={(event) => {
        event.preventDefault();
        trial.mutate();
      }}
    >
      <Stack gap={6}>
        <Text size="sm" fw={560}>
          {t("speech.trial")}
        </Text>
        <Text size="xs" className="quiet">
          {t("speech.trialHelp")}
        </Text>
        <Group gap={8} align="end" wrap="nowrap">
          <TextInput
            label={t("speech.sentence")}
            flex={1}
            maxLength={limits.text}
            value={sentence}
            onChange={(event) => setSentence(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={trial.isPending}
            disabled={!sentence.trim() || !canTry(step)}
          >
            {t("speech.try")}
          </Button>
        </Group>
        <div role="status">
          {trial.data && (
            <Text size="sm">
              {t(`speech.${trial.data.how}`, { label, share: share.format(trial.data.confidence) })}
            </Text>
          )}
          {!canTry(step) && <Text size="sm">{t("speech.few")}</Text>}
        </div>
      </Stack>
    </form>
  );
}

/** As many lines and letters as are kept; an empty last line is one that is being begun. */
function linesOf(text: string): string[] {
  if (text === "") return [];
  return text
    .split("\n")
    .slice(0, limits.examples)
    .map((it) => it.slice(0, limits.example));
}
