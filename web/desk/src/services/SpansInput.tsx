import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { isStretch, timeOf } from "./draft";
import styles from "./WeekEditor.module.css";

type Span = { from?: string; until?: string };

/** The stretches of one day; none means closed. */
export function SpansInput({
  label,
  spans,
  onChange,
}: {
  label: string;
  spans: Span[];
  onChange: (spans: Span[]) => void;
}) {
  const { t } = useTranslation("services");
  const set = (at: number, change: Span) => onChange(spans.with(at, { ...spans[at], ...change }));
  return (
    <fieldset className={styles.spans} aria-label={label}>
      {spans.length === 0 && <span className="quiet">{t("hours.closed")}</span>}
      {spans.map((it, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place in the day
        <span key={at} className={styles.span}>
          <TextInput
            type="time"
            size="xs"
            w={112}
            aria-label={t("hours.from", { day: label })}
            value={it.from?.slice(0, 5) ?? ""}
            onChange={(event) => event.currentTarget.value && set(at, { from: timeOf(event.currentTarget.value) })}
          />
          –
          <TextInput
            type="time"
            size="xs"
            w={112}
            aria-label={t("hours.until", { day: label })}
            error={!isStretch(it)}
            value={it.until?.slice(0, 5) ?? ""}
            onChange={(event) => event.currentTarget.value && set(at, { until: timeOf(event.currentTarget.value) })}
          />
          <ActionIcon
            size="sm"
            aria-label={t("hours.remove", { day: label, from: it.from?.slice(0, 5) })}
            onClick={() => onChange(spans.toSpliced(at, 1))}
          >
            <IconX size={15} />
          </ActionIcon>
        </span>
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={13} />}
        aria-label={t("hours.addTo", { day: label })}
        onClick={() =>
          onChange([
            ...spans,
            spans.length === 0
              ? { from: "08:00:00", until: "16:00:00" }
              : { from: spans.at(-1)?.until ?? "16:00:00", until: "00:00:00" },
          ])
        }
      >
        {t("hours.add")}
      </Button>
    </fieldset>
  );
}
