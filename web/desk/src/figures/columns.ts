import { count, duration, percent } from "./format";
import type { Count, Row } from "./queries";
import type { Tab } from "./search";

/** One column of the table: what it shows, sorts by, and opens to. */
export type Column = {
  /** The text "column.<name>". */
  name: string;
  text: (row: Row, language: string) => string;
  value: (row: Row) => number | null;
  count?: Count;
  /** Marked, because somebody should look at it. */
  isLow?: (row: Row) => boolean;
};

const counted = (name: Count): Column => ({
  name,
  text: (row, language) => count(row.counts[name], language),
  value: (row) => row.counts[name],
  count: name,
});

const share = (
  name: "serviceLevel" | "answerRate" | "abandonRate" | "transferRate" | "misrouteRate",
  opens: Count,
): Column => ({
  name,
  text: (row, language) => percent(row[name].value, language),
  value: (row) => row[name].value,
  count: opens,
});

const wait = (name: keyof Row["waits"]): Column => ({
  name,
  text: (row) => duration(row.waits[name]),
  value: (row) => row.waits[name],
});

const handling = (name: keyof Row["handling"], label: string = name): Column => ({
  name: label,
  text: (row) => duration(row.handling[name]),
  value: (row) => row.handling[name],
});

type Times = "ready" | "handling" | "wrappingUp" | "notAnswering" | "notReady";

const time = (name: Times): Column => ({
  name: `time.${name}`,
  text: (row) => duration(row.time?.[name]),
  value: (row) => row.time?.[name] ?? null,
});

const level: Column = { ...share("serviceLevel", "answeredLate"), isLow: (row) => (row.serviceLevel.value ?? 1) < 0.8 };

const contacts: readonly Column[] = [
  counted("offered"),
  counted("answered"),
  level,
  share("answerRate", "answered"),
  counted("abandoned"),
  counted("flowedOut"),
  wait("meanOfAnswered"),
  wait("p50"),
  wait("p90"),
  wait("longest"),
  handling("mean", "aht"),
  share("transferRate", "transferred"),
  counted("begun"),
];

const people: readonly Column[] = [
  counted("answered"),
  counted("begun"),
  handling("mean", "aht"),
  handling("talk"),
  handling("hold"),
  handling("wrapUp"),
  share("transferRate", "transferred"),
  share("misrouteRate", "misrouted"),
  {
    name: "occupancy",
    text: (row, language) => percent(row.time?.occupancy.value, language),
    value: (row) => row.time?.occupancy.value ?? null,
  },
  time("ready"),
  time("notReady"),
  time("notAnswering"),
];

const reasons: readonly Column[] = [
  counted("offered"),
  handling("mean", "aht"),
  wait("p50"),
  share("transferRate", "transferred"),
];

export function columnsOf(tab: Tab): readonly Column[] {
  if (tab === "person") return people;
  return tab === "reason" ? reasons : contacts;
}
