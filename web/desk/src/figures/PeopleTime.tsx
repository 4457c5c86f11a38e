import { BarChart } from "@mantine/charts";
import { useTranslation } from "react-i18next";
import classes from "./Figures.module.css";
import { Legend } from "./Legend";
import type { Namer } from "./names";
import type { Row } from "./queries";

/** What everybody's time went to, in hours. The table below tells the same in figures. */
export function PeopleTime({ rows, names }: { rows: readonly Row[]; names: Namer }) {
  const { t, i18n } = useTranslation("figures");
  const data = rows
    .filter((it) => it.person && it.time)
    .map((it) => ({
      name: names.person(it.person),
      handling: hours(it.time!.handling),
      wrappingUp: hours(it.time!.wrappingUp),
      ready: hours(it.time!.ready),
      notAnswering: hours(it.time!.notAnswering),
      notReady: hours(it.time!.notReady),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, i18n.language));
  if (data.length === 0) return null;
  const series = [
    { name: "handling", label: t("time.handling"), color: "var(--chart-good)" },
    { name: "wrappingUp", label: t("time.wrappingUp"), color: "var(--chart-soft)" },
    { name: "ready", label: t("time.ready"), color: "var(--chart-ready)" },
    { name: "notAnswering", label: t("time.notAnswering"), color: "var(--chart-lost)" },
    { name: "notReady", label: t("time.notReady"), color: "var(--chart-out)" },
  ];
  return (
    <figure className={classes.figure}>
      <figcaption className="unseen">{t("time.caption")}</figcaption>
      <Legend of={series} />
      <div aria-hidden>
        <BarChart
          h={30 + data.length * 30}
          data={data}
          dataKey="name"
          type="stacked"
          orientation="vertical"
          gridAxis="y"
          tickLine="none"
          maxBarWidth={18}
          yAxisProps={{ width: 130, interval: 0 }}
          barProps={{ isAnimationActive: false }}
          barChartProps={{ accessibilityLayer: false }}
          valueFormatter={(it) => `${new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(it)} h`}
          series={series}
        />
      </div>
    </figure>
  );
}

function hours(seconds: number): number {
  return Math.round(seconds / 36) / 100;
}
