import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../parts/Confirm";
import { ServiceSelect } from "../services/ServiceSelect";
import { at } from "./check";
import { DecideFields, DigitsFields, LookUpFields, MenuFields } from "./KindFields";
import { exitsOf, hasKeys, leadsToService, type Step, speaks } from "./model";
import { NextSelect } from "./NextSelect";
import { SaidInput } from "./SaidInput";
import { SpeechFields, SpeechTrial } from "./SpeechFields";
import type { Editing } from "./useFlow";
import type { Words } from "./words";

export type FieldsProps = {
  editing: Editing;
  words: Words;
  step: Step;
  wrong: (...fields: string[]) => string | undefined;
};

/** All that can be said of one step, and what is wrong with it. */
export function StepForm({ editing, words, step }: { editing: Editing; words: Words; step: Step }) {
  const { t } = useTranslation("flows");
  const mistakes = at(editing.mistakes, step.id);
  const wrong = (...fields: string[]) => {
    const found = mistakes.filter((it) =>
      fields.some((field) => it.field === field || it.field.startsWith(`${field}.`)),
    );
    return found.length > 0 ? found.map((it) => words.mistake(it, step)).join(" ") : undefined;
  };
  const whole = mistakes.filter((it) => ["id", "kind", "keys", "branches"].includes(it.field) || it.code === "endless");
  const props = { editing, words, step, wrong };
  return (
    <fieldset
      disabled={!editing.mayWrite}
      style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}
      aria-label={words.name(step, false)}
    >
      <Stack gap="md">
        <Text size="sm" className="quiet">
          {t(`kind.${step.kind}.help`)}
        </Text>
        {whole.length > 0 && (
          <Alert color="red" icon={<IconAlertTriangle size={18} />} p="xs">
            <List listStyleType="none" size="sm">
              {whole.map((it) => (
                <List.Item key={`${it.field} ${it.code}`}>{words.mistake(it, step)}</List.Item>
              ))}
            </List>
          </Alert>
        )}
        {speaks(step.kind) && <SaidInput {...props} />}
        {step.kind === "speech" && <SpeechFields {...props} />}
        {hasKeys(step.kind) && <MenuFields {...props} />}
        {step.kind === "speech" && <SpeechTrial step={step} />}
        {step.kind === "digits" && <DigitsFields {...props} />}
        {step.kind === "lookUp" && <LookUpFields {...props} />}
        {step.kind === "decide" && <DecideFields {...props} />}
        {leadsToService(step.kind) && (
          <ServiceSelect
            label={t("field.service")}
            channel={step.kind === "message" ? "VoiceMessage" : "Voice"}
            isRequired
            value={step.service ?? ""}
            error={wrong("service")}
            onChange={(service) => editing.change(step.id, { service })}
          />
        )}
        {!hasKeys(step.kind) && <Ways {...props} />}
        {editing.mayWrite && <Remove {...props} />}
      </Stack>
    </fieldset>
  );
}

/** Where the step leads; what belongs to a branch stands with the branch. */
function Ways({ editing, words, step, wrong }: FieldsProps) {
  return exitsOf(step)
    .filter((it) => !it.id.startsWith("branches."))
    .map((it) => (
      <NextSelect
        key={it.id}
        editing={editing}
        words={words}
        step={step}
        exit={it}
        label={words.exit(step, it.id)}
        error={wrong(it.id)}
      />
    ));
}

function Remove({ editing, words, step }: FieldsProps) {
  const { t } = useTranslation("flows");
  const [isAsking, setAsking] = useState(false);
  const isEmpty = !Object.values(step.text ?? {}).some((it) => it.trim());
  return (
    <Group>
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        leftSection={<IconTrash size={15} />}
        onClick={() => (isEmpty ? editing.remove(step.id) : setAsking(true))}
      >
        {t("removeStep")}
      </Button>
      {isAsking && (
        <Confirm
          title={t("removeTitle", { step: words.name(step, false) })}
          action={t("removeStep")}
          isDangerous
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            editing.remove(step.id);
          }}
        >
          {t("removeHelp")}
        </Confirm>
      )}
    </Group>
  );
}
