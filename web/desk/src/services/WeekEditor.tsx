import { Button, Group } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Day, days, type WeekSpan } from "./draft";
import { SpanBar } from "./SpanBar";
import { SpansInput } from "./SpansInput";
import styles from "./WeekEditor.module.css";

/** A usual week: each day's hours as times and as a bar from midnight to midnight. */
export function WeekEditor({ week, onChange }: { week: WeekSpan[]; onChange: (week: WeekSpan[]) => void }) {
  const { t } = useTranslation("services");
  const of = (day: Day) => week.filter((it) => it.day === day);
  const set = (day: Day, spans: { from?: string; until?: string }[]) =>
    onChange(days.flatMap((it) => (it === day ? spans.map((span) => ({ ...span, day })) : of(it))));
  const copyMonday = () =>
    onChange([
      ...days.slice(0, 5).flatMap((day) => of("Monday").map((it) => ({ ...it, day }))),
      ...of("Saturday"),
      ...of("Sunday"),
    ]);
  return (
    <div>
      <ul className={styles.week}>
        {days.map((day) => (
          <li key={day}>
            <span className={styles.day}>{t(`day.${day}`)}</span>
            <SpanBar spans={of(day)} />
            <SpansInput label={t(`day.${day}`)} spans={of(day)} onChange={(spans) => set(day, spans)} />
          </li>
        ))}
      </ul>
      <Group mt="xs">
        <Button variant="subtle" size="xs" leftSection={<IconCopy size={15} />} onClick={copyMonday}>
          {t("hours.copyMonday")}
        </Button>
      </Group>
    </div>
  );
}
