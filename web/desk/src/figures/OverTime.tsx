import { BarChart, LineChart } from "@mantine/charts";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./Figures.module.css";
import { percent, span, tick } from "./format";
import { filled } from "./intervals";
import { Legend } from "./Legend";
import type { Figures, Row } from "./queries";
import type { Step } from "./search";

/** Contacts by how they ended, interval by interval, with the service level below. A bar opens to its contacts. */
export function OverTime({
  figures,
  step,
  zone,
  onOpen,
}: {
  figures: Figures;
  step: Step;
  zone: string;
  onOpen: (row: Row, title: string) => void;
}) {
  const { t, i18n } = useTranslation("figures");
  const intervals = filled(figures.rows, step);
  const data = intervals.map((it) => ({
    at: tick(it.from, step, zone, i18n.language),
    answeredInTime: it.row?.counts.answeredInTime ?? 0,
    answeredLate: it.row?.counts.answeredLate ?? 0,
    abandoned: it.row?.counts.abandoned ?? 0,
    flowedOut: it.row?.counts.flowedOut ?? 0,
    waiting: it.row?.counts.waiting ?? 0,
    level: it.row?.serviceLevel.value === null || !it.row ? null : Math.round(it.row.serviceLevel.value * 1_000) / 10,
  }));
  const series = [
    { name: "answeredInTime", label: t("count.answeredInTime"), color: "var(--chart-good)" },
    { name: "answeredLate", label: t("count.answeredLate"), color: "var(--chart-late)" },
    { name: "abandoned", label: t("count.abandoned"), color: "var(--chart-lost)" },
    { name: "flowedOut", label: t("count.flowedOut"), color: "var(--chart-out)" },
    { name: "waiting", label: t("count.waiting"), color: "var(--chart-wait)" },
  ].filter((it) => it.name !== "waiting" || figures.total.counts.waiting > 0);
  const open = (index: number | undefined) => {
    const it = index === undefined ? undefined : intervals[index];
    if (it?.row) onOpen(it.row, span(it.from, it.to, step, zone, i18n.language));
  };
  return (
    <figure className={classes.figure}>
      <figcaption className="unseen">{t("overTimeText")}</figcaption>
      <Legend of={series} />
      <div aria-hidden>
        <BarChart
          h={250}
          data={data}
          dataKey="at"
          type="stacked"
          series={series}
          gridAxis="x"
          tickLine="none"
          maxBarWidth={56}
          xAxisProps={{ minTickGap: 18, interval: "preserveStartEnd" }}
          yAxisProps={{ width: 40, allowDecimals: false }}
          barChartProps={{ syncId: "over-time", barCategoryGap: "12%", accessibilityLayer: false }}
          barProps={{
            className: classes.bar,
            isAnimationActive: false,
            onClick: (_: unknown, index: number) => open(index),
          }}
        />
        <Text size="xs" className="quiet" mt={6} ml={40}>
          {t("levelBelow")}
        </Text>
        <LineChart
          h={110}
          data={data}
          dataKey="at"
          series={[{ name: "level", label: t("tile.serviceLevel"), color: "var(--chart-line)" }]}
          gridAxis="x"
          tickLine="none"
          curveType="linear"
          withDots={data.length < 45}
          dotProps={{ r: 2.5 }}
          connectNulls={false}
          strokeWidth={2}
          yAxisProps={{ width: 40, domain: [0, 100], ticks: [0, 50, 100], tickFormatter: (it: number) => String(it) }}
          xAxisProps={{ hide: true, scale: "band" }}
          referenceLines={[{ y: 80, color: "var(--chart-wait)", strokeDasharray: "4 4" }]}
          lineProps={{ isAnimationActive: false }}
          lineChartProps={{ syncId: "over-time", accessibilityLayer: false }}
          valueFormatter={(it) => percent(it / 100, i18n.language)}
        />
      </div>
    </figure>
  );
}
