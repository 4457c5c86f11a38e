import { Alert, Group, SegmentedControl, Skeleton, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "../api/tellError";
import classes from "../figures/Figures.module.css";
import { count, percent, span } from "../figures/format";
import type { Namer } from "../figures/names";
import type { Question } from "../figures/queries";
import { type SoundBy, type SoundRow, score, soundFiguresQuery } from "./sounds";

type Props = { asked: Question; names: Namer; zone: string; maySeePeople: boolean };

/** How the calls of a period sounded, and how many of them nobody could measure. */
export function SoundFigures({ asked, names, zone, maySeePeople }: Props) {
  const { t, i18n } = useTranslation("sound");
  const [by, setBy] = useState<SoundBy>("service");
  const { data, error } = useQuery(soundFiguresQuery(asked, by));
  const nameOf = (row: SoundRow) =>
    by === "day"
      ? span(row.from!, row.to!, "day", zone, i18n.language)
      : by === "person"
        ? names.person(row.person)
        : names.service(row.service);
  return (
    <section className={classes.card} aria-labelledby="sound-figures">
      <Group justify="space-between" mb={4} gap="sm">
        <Title order={2} id="sound-figures">
          {t("title")}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t("by.name")}
          value={by}
          onChange={(it) => setBy(it as SoundBy)}
          data={(["service", "person", "day"] as const)
            .filter((it) => it !== "person" || maySeePeople)
            .map((it) => ({ value: it, label: t(`by.${it}`) }))}
        />
      </Group>
      <Text size="sm" className="quiet" mb="sm">
        {t("figuresHelp")}
      </Text>
      {error ? (
        <Alert color="red" role="alert">
          {sentenceOf(error)}
        </Alert>
      ) : !data ? (
        <Skeleton h={120} />
      ) : data.total.calls === 0 ? (
        <Text className="quiet">{t("noCalls")}</Text>
      ) : (
        <section className={classes.scroll} aria-label={t("title")}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(`by.${by}`)}</Table.Th>
                {columns.map((it) => (
                  <Table.Th key={it} ta="end">
                    {t(`column.${it}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.rows.map((row) => (
                <Line key={`${row.service} ${row.person} ${row.from}`} row={row} name={nameOf(row)} />
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Line row={data.total} name={t("total")} />
            </Table.Tfoot>
          </Table>
        </section>
      )}
    </section>
  );
}

const columns = ["calls", "poor", "median", "p5", "notMeasured", "oneWay"] as const;

function Line({ row, name }: { row: SoundRow; name: string }) {
  const { i18n } = useTranslation("sound");
  const texts: Record<(typeof columns)[number], string> = {
    calls: count(row.measured, i18n.language),
    poor: percent(row.poor.value, i18n.language),
    median: score(row.median, i18n.language),
    p5: score(row.p5, i18n.language),
    notMeasured: count(row.calls - row.measured, i18n.language),
    oneWay: count(row.oneWay, i18n.language),
  };
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {columns.map((it) => (
        <Table.Td key={it} ta="end">
          {texts[it]}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
