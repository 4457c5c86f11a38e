import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { languageName } from "../texts/languageName";
import { type LanguageCode, languages } from "../texts/texts";
import { canHaveSound, languagesOf, limits, variablesOf } from "./model";
import { OwnSound } from "./OwnSound";
import type { FieldsProps } from "./StepForm";

/** What is said at a step, in the languages that the flow speaks; others can be written as well. */
export function SaidInput({ editing, step, wrong }: FieldsProps) {
  const { t, i18n } = useTranslation("flows");
  const spoken = languagesOf(editing.flow);
  const written = Object.keys(languages).filter((it) => (step.text?.[it] || step.sounds?.[it]) && !spoken.includes(it));
  const names = [...(step.kind === "handler" ? ["service", "handler"] : []), ...variablesOf(editing.flow)];
  const hasOwn = step.kind === "handler" || step.kind === "message";
  const fields = useRef<Partial<Record<string, HTMLTextAreaElement | null>>>({});
  const [last, setLast] = useState(spoken[0]!);
  const set = (language: string, text: string) => editing.change(step.id, { text: { ...step.text, [language]: text } });
  const put = (name: string) => {
    const field = fields.current[last];
    const text = step.text?.[last] ?? "";
    const from = field?.selectionStart ?? text.length;
    set(last, `${text.slice(0, from)}{${name}}${text.slice(field?.selectionEnd ?? from)}`);
    field?.focus();
  };
  return (
    <Stack gap={8}>
      {[...spoken, ...written].map((it) => (
        <div key={it}>
          <Textarea
            ref={(field) => {
              fields.current[it] = field;
            }}
            label={t(step.kind === "handler" ? "field.offer" : "field.text", {
              language: languageName(it as LanguageCode, i18n.language),
            })}
            description={
              it === spoken[0] && hasOwn ? t(`field.${step.kind === "message" ? "message" : "offer"}Help`) : undefined
            }
            lang={it}
            required={!hasOwn && !step.sounds?.[it] && spoken.includes(it)}
            autosize
            minRows={2}
            maxRows={10}
            maxLength={limits.text}
            value={step.text?.[it] ?? ""}
            error={wrong(`text.${it}`)}
            onFocus={() => setLast(it)}
            onChange={(event) => set(it, event.currentTarget.value)}
          />
          {canHaveSound(step.kind) && <OwnSound editing={editing} step={step} language={it} />}
        </div>
      ))}
      {names.length > 0 && editing.mayWrite && (
        <Group gap={6}>
          <span className="quiet" style={{ fontSize: 12 }}>
            {t("putName")}
          </span>
          {names.map((it) => (
            <Button key={it} size="compact-xs" variant="default" onClick={() => put(it)}>
              {`{${it}}`}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
