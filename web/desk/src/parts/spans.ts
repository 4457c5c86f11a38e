import type { TFunction } from "i18next";
import { milliseconds } from "./time";

export const unitSeconds = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

export type Unit = keyof typeof unitSeconds;

/** The largest unit in which the duration is a whole number. */
export function unitOf(seconds: number): Unit {
  if (seconds === 0) return "seconds";
  const units: Unit[] = ["days", "hours", "minutes"];
  return units.find((it) => seconds % unitSeconds[it] === 0) ?? "seconds";
}

/** Seconds as the server writes durations: "1.02:03:04". */
export function spanOf(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (it: number) => String(it).padStart(2, "0");
  const days = Math.floor(whole / 86_400);
  const clock = `${pad(Math.floor(whole / 3_600) % 24)}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
  return days > 0 ? `${days}.${clock}` : clock;
}

/** A duration in words: "30 seconds", "2 hours". Needs the texts of "parts". */
export function inWords(span: string, t: TFunction<"parts">): string {
  const seconds = milliseconds(span) / 1_000;
  const unit = unitOf(seconds);
  return t(`span.${unit}`, { count: seconds / unitSeconds[unit] });
}
