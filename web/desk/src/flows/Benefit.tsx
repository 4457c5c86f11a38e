import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { count, duration, percent } from "../figures/format";
import styles from "./Flow.module.css";
import { benefitQuery } from "./flow";

const periods = [1, 7, 28, 91] as const;

/** What the flow was good for in the last days, as a whole and step by step, when somebody wants to see it. */
export function useFigures(flow: string) {
  const { t, i18n } = useTranslation("flows");
  const [isShown, show] = useState(false);
  const [days, setDays] = useState(28);
  const { from, to } = useMemo(() => lastDays(days, new Date()), [days]);
  const { data } = useQuery({ ...benefitQuery(flow, from, to), enabled: isShown });
  const of = (step: string) => {
    const found = data?.steps.find((it) => it.step === step) ?? { entered: 0, abandoned: 0 };
    const gone = found.abandoned / Math.max(1, found.entered);
    return {
      entered: t("figures.entered", { count: found.entered, value: count(found.entered, i18n.language) }),
      abandoned: found.abandoned > 0 ? t("figures.gone", { share: percent(gone, i18n.language) }) : null,
    };
  };
  return { isShown, show, days, setDays, data, of: isShown && data ? of : undefined };
}

/** Whole days up to and with today. */
function lastDays(days: number, now: Date) {
  const at = (day: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + day).toISOString();
  return { from: at(1 - days), to: at(1) };
}

export function BenefitTiles({ figures }: { figures: ReturnType<typeof useFigures> }) {
  const { t, i18n } = useTranslation("flows");
  const { data, days, setDays } = figures;
  const language = i18n.language;
  const of = (value: number) => percent(data && data.entered > 0 ? value / data.entered : null, language);
  return (
    <section aria-label={t("figures.title")}>
      <dl className={styles.tiles}>
        <div className={styles.tile}>
          <dt>{t("figures.calls")}</dt>
          <dd>
            {data ? count(data.entered, language) : "–"}
            <Select
              aria-label={t("figures.period")}
              size="xs"
              variant="unstyled"
              w={150}
              allowDeselect={false}
              value={String(days)}
              data={periods.map((it) => ({ value: String(it), label: t(`figures.days.${it}`) }))}
              onChange={(it) => setDays(Number(it))}
            />
          </dd>
        </div>
        <Tile name={t("figures.finished")} value={data?.finished} share={data && of(data.finished)} />
        <div className={styles.tile}>
          <dt>{t("figures.saved")}</dt>
          <dd>{data?.minutesSaved == null ? "–" : duration(data.minutesSaved * 60)}</dd>
        </div>
        <Tile name={t("figures.toQueue")} value={data?.toQueue} share={data && of(data.toQueue)} />
        <Tile name={t("figures.toPerson")} value={data?.toPerson} share={data && of(data.toPerson)} />
        <Tile name={t("figures.abandoned")} value={data?.abandoned} share={data && of(data.abandoned)} />
      </dl>
    </section>
  );
}

function Tile({ name, value, share }: { name: string; value: number | undefined; share: string | undefined }) {
  const { i18n } = useTranslation("flows");
  return (
    <div className={styles.tile}>
      <dt>{name}</dt>
      <dd>
        {value === undefined ? "–" : count(value, i18n.language)}
        <small>{share}</small>
      </dd>
    </div>
  );
}
