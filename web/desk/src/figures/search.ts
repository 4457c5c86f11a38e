import type { Channel } from "../parts/channels";

/** What figures can be told apart by, in the table's tabs. */
export const tabs = ["service", "channel", "person", "reason", "time"] as const;
export type Tab = (typeof tabs)[number];

export const periods = ["today", "yesterday", "week", "month", "own"] as const;
export type Period = (typeof periods)[number];

export const steps = ["quarter", "hour", "day", "month"] as const;
export type Step = (typeof steps)[number];

/** What the address of the page says; everything is optional there. */
export type FiguresSearch = {
  period: Period;
  /** Of one's own period: the first and the last day. */
  from?: string;
  until?: string;
  service: string[];
  channel: Channel[];
  person: string[];
  tab: Tab;
  step?: Step;
  variant?: string;
  /** Target in seconds; without it, what each service promises. */
  t?: number;
  s?: number;
};

const date = /^\d{4}-\d{2}-\d{2}$/;

export function fromSearch(search: Record<string, unknown>): FiguresSearch {
  const own = isDate(search.from) && isDate(search.until) && (search.from as string) <= (search.until as string);
  return {
    period: search.period === "own" && !own ? "today" : (one(periods, search.period) ?? "today"),
    from: own ? (search.from as string) : undefined,
    until: own ? (search.until as string) : undefined,
    service: list(search.service),
    channel: list(search.channel) as Channel[],
    person: list(search.person),
    tab: one(tabs, search.tab) ?? "service",
    step: one(steps, search.step),
    variant: typeof search.variant === "string" ? search.variant : undefined,
    t: number(search.t),
    s: number(search.s),
  };
}

/** The address without what goes without saying. */
export function toSearch(it: FiguresSearch): Record<string, unknown> {
  return {
    period: it.period === "today" ? undefined : it.period,
    from: it.period === "own" ? it.from : undefined,
    until: it.period === "own" ? it.until : undefined,
    service: it.service.length > 0 ? it.service : undefined,
    channel: it.channel.length > 0 ? it.channel : undefined,
    person: it.person.length > 0 ? it.person : undefined,
    tab: it.tab === "service" ? undefined : it.tab,
    step: it.step,
    variant: it.variant,
    t: it.t,
    s: it.s,
  };
}

/** The days asked for, the last one excluded, by the centre's calendar. */
export function days(it: FiguresSearch, today: string): { from: string; to: string } {
  if (it.period === "own") return { from: it.from!, to: plus(it.until!, 1) };
  if (it.period === "yesterday") return { from: plus(today, -1), to: today };
  if (it.period === "week") return { from: plus(today, -6), to: plus(today, 1) };
  if (it.period === "month") return { from: plus(today, -27), to: plus(today, 1) };
  return { from: today, to: plus(today, 1) };
}

/** The period to compare with: the same weekdays before; of a period that still runs, only as far as it has come. */
export function daysBefore(it: FiguresSearch, today: string, now: Date): { from: string; to: string } {
  const { from, to } = days(it, today);
  const back = Math.max(7, Math.ceil(length(from, to) / 7) * 7);
  const isRunning = to > today;
  return {
    from: plus(from, -back),
    to: isRunning ? new Date(now.getTime() - back * 86_400_000).toISOString() : plus(to, -back),
  };
}

/** How finely time is cut when nothing else is chosen. */
export function stepOf(it: FiguresSearch, today: string, isNarrow: boolean): Step {
  const { from, to } = days(it, today);
  const many = length(from, to);
  if (it.step && isSensible(it.step, many)) return it.step;
  if (many > 92) return "month";
  if (many > 3) return "day";
  return many > 1 || isNarrow ? "hour" : "quarter";
}

/** Not hundreds of bars, and not a single one. */
export function isSensible(step: Step, many: number): boolean {
  return { quarter: many <= 2, hour: many <= 7, day: many > 1 && many <= 92, month: many > 31 }[step];
}

export function length(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function plus(day: string, many: number): string {
  return new Date(Date.parse(day) + many * 86_400_000).toISOString().slice(0, 10);
}

/** Today's date on the centre's wall. */
export function todayIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(now);
}

function isDate(value: unknown): boolean {
  return typeof value === "string" && date.test(value) && !Number.isNaN(Date.parse(value));
}

function one<T extends string>(of: readonly T[], value: unknown): T | undefined {
  return of.find((it) => it === value);
}

function list(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((it) => typeof it === "string").slice(0, 50) : [];
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
