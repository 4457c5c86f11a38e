import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { stopwatch } from "../parts/time";
import { todayQuery } from "./desk";
import styles from "./OwnDay.module.css";

/** One's own day, small: what the statistics say of oneself, and of nobody else. */
export function OwnDay() {
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
    <section className={styles.day} aria-labelledby="own-day">
      <h2 id="own-day" className={styles.title} title={t("today.help")}>
        {t("today.title")}
      </h2>
      <dl className={styles.figures}>
        {Object.entries(figures).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`today.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
