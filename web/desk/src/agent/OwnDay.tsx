import { Button, Popover } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stopwatch } from "../parts/time";
import { todayQuery } from "./desk";
import styles from "./OwnDay.module.css";

/** One's own day, small: what the statistics say of oneself, and of nobody else. */
export function OwnDay() {
  const { t } = useTranslation("agent");
  return (
    <section className={styles.day} aria-labelledby="own-day">
      <h2 id="own-day" className={styles.title} title={t("today.help")}>
        {t("today.title")}
      </h2>
      <Figures />
    </section>
  );
}

/** The same on a small screen, where it is shown on demand. */
export function OwnDayButton() {
  const { t } = useTranslation("agent");
  return (
    <Popover width={260} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button
          className={styles.button}
          variant="default"
          size="compact-sm"
          leftSection={<IconChartBar size={15} aria-hidden />}
        >
          {t("today.title")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("today.title")}>
        <Figures />
      </Popover.Dropdown>
    </Popover>
  );
}

function Figures() {
  const { t, i18n } = useTranslation("agent");
  const { data } = useQuery(todayQuery);
  if (!data) return null;

  const time = (seconds: number | null) => (seconds === null ? "–" : stopwatch(seconds * 1_000));
  const share = (value: number | null | undefined) =>
    value == null ? "–" : value.toLocaleString(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  const figures = {
    answered: data.counts.answered.toLocaleString(i18n.language),
    mean: time(data.handling.mean),
    talk: time(data.handling.talk),
    wrapUp: time(data.handling.wrapUp),
    transferred: data.counts.transferred.toLocaleString(i18n.language),
    occupancy: share(data.time?.occupancy.value),
  };
  return (
    <dl className={styles.figures}>
      {Object.entries(figures).map(([name, value]) => (
        <div key={name}>
          <dt>{t(`today.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
