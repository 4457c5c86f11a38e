import { Table, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Column, columnsOf } from "./columns";
import classes from "./Figures.module.css";
import { span } from "./format";
import type { Namer } from "./names";
import type { Count, Question, Row } from "./queries";
import type { Step, Tab } from "./search";

type Narrow = Partial<Question>;

/** The figures themselves. Every count opens to its contacts; every column sorts. */
export function FiguresTable({
  tab,
  step,
  rows,
  total,
  names,
  zone,
  onOpen,
}: {
  tab: Tab;
  step: Step;
  rows: readonly Row[];
  total: Row;
  names: Namer;
  zone: string;
  onOpen: (count: Count, title: string, narrow: Narrow) => void;
}) {
  const { t, i18n } = useTranslation("figures");
  const [sorted, setSorted] = useState<{ column: string; isUp: boolean } | null>(null);
  const columns = columnsOf(tab);
  const nameOf = (row: Row) => rowName(row, tab, step, names, zone, i18n.language, t);
  const shown = rows.filter((it) => tab !== "person" || it.person !== null);
  const ordered = order(shown, sorted, columns, nameOf, tab);

  const header = (name: string, label: string, isNumber: boolean) => {
    const isThis = sorted?.column === name;
    const Icon = sorted?.isUp ? IconChevronUp : IconChevronDown;
    return (
      <Table.Th
        key={name}
        aria-sort={isThis ? (sorted.isUp ? "ascending" : "descending") : "none"}
        ta={isNumber ? "end" : "start"}
      >
        <UnstyledButton
          className={classes.sort}
          onClick={() => setSorted({ column: name, isUp: isThis ? !sorted.isUp : !isNumber })}
        >
          {label}
          {isThis && <Icon size={14} aria-hidden />}
        </UnstyledButton>
      </Table.Th>
    );
  };

  return (
    <section className={classes.scroll} aria-label={t(`tab.${tab}`)} tabIndex={-1}>
      <Table highlightOnHover className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            {header("name", t(`tab.${tab}`), false)}
            {columns.map((it) => header(it.name, t(`column.${it.name}`), true))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ordered.map((row) => (
            <Table.Tr key={keyOf(row)}>
              <Table.Th scope="row">{nameOf(row)}</Table.Th>
              {columns.map((it) => (
                <Cell
                  key={it.name}
                  column={it}
                  row={row}
                  name={nameOf(row)}
                  narrow={narrowTo(row, tab)}
                  onOpen={onOpen}
                />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {tab !== "reason" && tab !== "person" && (
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th scope="row">{t("total")}</Table.Th>
              {columns.map((it) => (
                <Cell key={it.name} column={it} row={total} name={t("total")} narrow={{}} onOpen={onOpen} />
              ))}
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </section>
  );
}

function Cell({
  column,
  row,
  name,
  narrow,
  onOpen,
}: {
  column: Column;
  row: Row;
  name: string;
  narrow: Narrow;
  onOpen: (count: Count, title: string, narrow: Narrow) => void;
}) {
  const { t, i18n } = useTranslation("figures");
  const text = column.text(row, i18n.language);
  const { count } = column;
  const opens = count !== undefined && row.counts[count] > 0;
  return (
    <Table.Td ta="end" data-low={column.isLow?.(row) || undefined}>
      {opens ? (
        <UnstyledButton
          className={classes.opens}
          aria-label={`${name}, ${t(`column.${column.name}`)}: ${text}. ${t("opensContacts")}`}
          onClick={() => onOpen(count, `${t(`count.${count}`)} · ${name}`, narrow)}
        >
          {text}
        </UnstyledButton>
      ) : (
        text
      )}
    </Table.Td>
  );
}

function rowName(
  row: Row,
  tab: Tab,
  step: Step,
  names: Namer,
  zone: string,
  language: string,
  t: (key: string) => string,
): string {
  if (tab === "service") return names.service(row.service);
  if (tab === "channel") return t(`parts:channel.${row.channel}`);
  if (tab === "person") return names.person(row.person);
  if (tab === "reason") return row.reason ? names.reason(row.reason) : t("noReason");
  return span(row.from!, row.to!, step, zone, language);
}

function narrowTo(row: Row, tab: Tab): Narrow {
  if (tab === "service") return { service: [row.service!] };
  if (tab === "channel") return { channel: [row.channel!] };
  if (tab === "person") return { person: [row.person!] };
  if (tab === "reason") return row.reason ? { reason: [row.reason] } : {};
  return { from: row.from!, to: row.to! };
}

function order(
  rows: readonly Row[],
  sorted: { column: string; isUp: boolean } | null,
  columns: readonly Column[],
  nameOf: (row: Row) => string,
  tab: Tab,
): Row[] {
  if (!sorted) {
    if (tab === "time") return [...rows];
    if (tab === "reason") return rows.toSorted((a, b) => b.counts.offered - a.counts.offered);
    return rows.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
  }
  const column = columns.find((it) => it.name === sorted.column);
  const direction = sorted.isUp ? 1 : -1;
  return rows.toSorted((a, b) =>
    column
      ? direction * ((column.value(a) ?? Number.NEGATIVE_INFINITY) - (column.value(b) ?? Number.NEGATIVE_INFINITY))
      : direction * (tab === "time" ? a.from!.localeCompare(b.from!) : nameOf(a).localeCompare(nameOf(b))),
  );
}

function keyOf(row: Row): string {
  return [row.service, row.channel, row.person, row.reason, row.from].join(" ");
}
