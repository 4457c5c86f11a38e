import type { Schemas } from "../api/api";
import type { paths } from "../api/generated/schema";

type State = NonNullable<NonNullable<paths["/api/v1/contacts"]["get"]["parameters"]["query"]>["state"]>;

export const states: State[] = ["Waiting", "Handled", "WrappingUp", "Answered", "Abandoned", "NotServed", "Merged"];

/** What is looked for. Days are the browser's own, "2026-11-22"; until is the last day. */
export type HistorySearch = {
  text?: string;
  service?: string;
  channel?: Schemas["Channel"];
  state?: State;
  person?: string;
  customer?: string;
  /** Who began it: the citizens, or the staff. */
  direction?: "in" | "out";
  reason?: string;
  from?: string;
  until?: string;
};

const names = [
  "text",
  "service",
  "channel",
  "state",
  "person",
  "customer",
  "reason",
  "direction",
  "from",
  "until",
] as const;

/** What stands in the address, without what does not belong there. */
export function fromSearch(search: Record<string, unknown>): HistorySearch {
  return Object.fromEntries(
    names.filter((it) => typeof search[it] === "string" && search[it] !== "").map((it) => [it, search[it]]),
  );
}

/** What the server is asked; or, for the address, the same without being worked out. */
export function query(search: HistorySearch, isForAddress = false): Record<string, string> {
  const given = Object.fromEntries(Object.entries(search).filter(([, it]) => it)) as Record<string, string>;
  if (isForAddress) return given;
  const { from, until, direction, ...rest } = given;
  return {
    ...rest,
    ...(direction && { isOutgoing: String(direction === "out") }),
    ...(from && { from: startOf(from).toISOString() }),
    ...(until && { until: startOf(until, 1).toISOString() }),
  };
}

/** The beginning of a day in the browser's zone, or of a later one. */
function startOf(day: string, daysLater = 0): Date {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year!, month! - 1, date! + daysLater);
}
