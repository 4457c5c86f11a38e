import { Alert, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import classes from "./Figures.module.css";
import { count, percent } from "./format";
import type { Namer } from "./names";
import { type Question, type RecordingRow, recordingFiguresQuery } from "./queries";

const columns = ["calls", "due", "recorded", "share", "paused", "inPart", "missing"] as const;

/** Whether calls are recorded as they should be; not there where none are. */
export function RecordedCalls({ asked, isLive, names }: { asked: Question; isLive: boolean; names: Namer }) {
  const { t, i18n } = useTranslation("figures");
  const { data } = useQuery(recordingFiguresQuery(asked, isLive));
  if (!data || Number(data.total.due) === 0) return null;
  const rows = data.rows
    .filter((it) => Number(it.due) > 0)
    .toSorted((a, b) => names.service(a.service).localeCompare(names.service(b.service), i18n.language));
  return (
    <section className={classes.card} aria-labelledby="recorded-calls">
      <Title order={2} id="recorded-calls" mb={2}>
        {t("recording.title")}
      </Title>
      <Text size="sm" className="quiet" mb="sm">
        {t("recording.text")}
      </Text>
      {Number(data.total.missing) > 0 && (
        <Alert color="red" mb="sm">
          {t("recording.gap", { count: Number(data.total.missing) })}
        </Alert>
      )}
      <section className={classes.scroll} aria-labelledby="recorded-calls" tabIndex={-1}>
        <Table className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("recording.service")}</Table.Th>
              {columns.map((it) => (
                <Table.Th key={it} ta="end">
                  {t(`recording.${it}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((it) => (
              <Line key={it.service} row={it} name={names.service(it.service)} />
            ))}
          </Table.Tbody>
          {rows.length > 1 && (
            <Table.Tfoot>
              <Line row={data.total} name={t("recording.total")} />
            </Table.Tfoot>
          )}
        </Table>
      </section>
    </section>
  );
}

function Line({ row, name }: { row: RecordingRow; name: string }) {
  const { i18n } = useTranslation("figures");
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {columns.map((it) => (
        <Table.Td key={it} ta="end" data-low={(it === "missing" && Number(row.missing) > 0) || undefined}>
          {it === "share" ? percent(row.share.value, i18n.language) : count(Number(row[it]), i18n.language)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
