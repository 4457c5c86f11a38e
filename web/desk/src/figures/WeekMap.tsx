import { Tooltip, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./Figures.module.css";
import { count, duration, percent } from "./format";
import type { Row } from "./queries";

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** When people are in touch: the hours of the week, stronger where more come. The number stands in the field too. */
export function WeekMap({ rows, onOpen }: { rows: readonly Row[]; onOpen: (row: Row, title: string) => void }) {
  const { t, i18n } = useTranslation("figures");
  const hours = rows.filter((it) => it.counts.offered > 0).map((it) => it.hour!);
  const first = Math.min(...hours);
  const last = Math.max(...hours);
  const columns = Array.from({ length: last - first + 1 }, (_, it) => first + it);
  const most = Math.max(...rows.map((it) => it.counts.offered), 1);
  const of = new Map(rows.map((it) => [`${it.weekday} ${it.hour}`, it]));
  return (
    <div className={classes.scroll}>
      <table className={classes.week}>
        <caption className="unseen">{t("week.text")}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((hour) => (
              <th key={hour} scope="col" className={classes.weekHour}>
                {String(hour).padStart(2, "0")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((day) => (
            <tr key={day}>
              <th scope="row" className={classes.weekday}>
                {t(`weekday.${day}`)}
              </th>
              {columns.map((hour) => (
                <td key={hour}>
                  <Hour row={of.get(`${day} ${hour}`)} most={most} onOpen={onOpen} language={i18n.language} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Hour({
  row,
  most,
  language,
  onOpen,
}: {
  row: Row | undefined;
  most: number;
  language: string;
  onOpen: (row: Row, title: string) => void;
}) {
  const { t } = useTranslation("figures");
  if (!row || row.counts.offered === 0) return <span className={classes.none} />;
  const share = row.counts.offered / most;
  const title = t("week.hour", { day: t(`weekdayLong.${row.weekday!}`), hour: String(row.hour).padStart(2, "0") });
  const text = t("week.told", {
    offered: count(row.counts.offered, language),
    level: percent(row.serviceLevel.value, language),
    wait: duration(row.waits.p50),
  });
  return (
    <Tooltip label={`${title}: ${text}`}>
      <UnstyledButton
        className={classes.hour}
        style={{ "--share": `${Math.round(6 + share * 56)}%` }}
        aria-label={`${title}: ${text}`}
        onClick={() => onOpen(row, title)}
      >
        {count(row.counts.offered, language)}
      </UnstyledButton>
    </Tooltip>
  );
}
