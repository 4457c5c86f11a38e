import { Input, Stack, Textarea, TextInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Texts } from "../texts/best";
import { type LanguageCode, languages } from "../texts/texts";

/** One text in the three languages, one field for each. */
export function TextsInput({
  label,
  description,
  value,
  onChange,
  isLong = false,
  isRequired = false,
  error,
  usual,
}: {
  label: string;
  description?: string;
  value: Texts;
  onChange: (value: Texts) => void;
  isLong?: boolean;
  isRequired?: boolean;
  error?: string | null;
  /** What holds where nothing is written. */
  usual?: Texts;
}) {
  const { t } = useTranslation("parts");
  const id = useId();
  const Field = isLong ? Textarea : TextInput;
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      labelProps={{ id }}
      description={description}
      error={error}
      withAsterisk={isRequired}
    >
      <Stack gap={6} mt={4} role="group" aria-labelledby={id}>
        {(Object.keys(languages) as LanguageCode[]).map((it) => (
          <Field
            key={it}
            aria-label={`${label}, ${t(`spoken.${it}`)}`}
            leftSection={
              <span className="quiet" aria-hidden style={{ fontSize: 11, fontWeight: 600 }}>
                {it.toUpperCase()}
              </span>
            }
            leftSectionProps={isLong ? { style: { alignItems: "start", paddingBlockStart: 10 } } : undefined}
            lang={it}
            value={value[it] ?? ""}
            placeholder={usual?.[it]}
            {...(isLong ? { autosize: true, minRows: 2, maxRows: 12 } : {})}
            onChange={(event) => onChange({ ...value, [it]: event.currentTarget.value })}
          />
        ))}
      </Stack>
    </Input.Wrapper>
  );
}
