import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { length } from "./recordings";

export type Copy = Schemas["CopyView"];

/** A stretch, in seconds from the beginning. */
export type Span = { from: number; to: number };

/** What is left out of a copy is at least so long: a slip of the hand is none. */
const shortest = 0.05;

export const copiesQuery = (contact: string) =>
  queryOptions({
    queryKey: ["recording-copies", contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}/recording-copies", { params: { path: { contact } } })),
    refetchInterval: (it) => (it.state.data?.some((one) => one.state === "Waiting") ? 2_000 : false),
  });

/** Seconds to a tenth: 1:05.5, with the reader's own decimal sign. */
export function moment(seconds: number, language: string): string {
  const tenths = Math.round(seconds * 10);
  return `${length(Math.floor(tenths / 10))}${tenths % 10 ? `${language === "en" ? "." : ","}${tenths % 10}` : ""}`;
}

/** What somebody writes for a moment: 65.5, 1:05.5 or 1:01:05; null when it is none. */
export function secondsOf(written: string): number | null {
  const parts = written.trim().replace(",", ".").split(":");
  if (parts.length > 3 || !parts.every((it, at) => (at === parts.length - 1 ? /^\d+(\.\d+)?$/ : /^\d+$/).test(it))) {
    return null;
  }
  return parts.reduce((sum, it) => 60 * sum + Number(it), 0);
}

/** One more stretch, within the sound; those that touch become one. Null: it is none. */
export function withSpan(spans: readonly Span[], one: Span, seconds: number): Span[] | null {
  const span = { from: Math.max(0, Math.min(one.from, one.to)), to: Math.min(seconds, Math.max(one.from, one.to)) };
  if (!(span.to - span.from >= shortest)) return null;
  const joined: Span[] = [];
  for (const it of [...spans, span].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && it.from <= last.to) last.to = Math.max(last.to, it.to);
    else joined.push({ ...it });
  }
  return joined;
}

export function whose(copy: Pick<Copy, "disguisesCaller" | "disguisesStaff">): "both" | "caller" | "staff" | "none" {
  if (copy.disguisesCaller) return copy.disguisesStaff ? "both" : "caller";
  return copy.disguisesStaff ? "staff" : "none";
}
