/** 47 s is "0:47", 3,725 s is "1:02:05", 30 h is "1 d 6 h" (the signs of SI, the same in all languages); never below zero. */
export function stopwatch(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const pad = (it: number) => String(it).padStart(2, "0");
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

/** When something began that has lasted so long that a stopwatch would say nothing; undefined while it still does. */
export function longSince(moment: string, now: number, language: string): string | undefined {
  const lasts = now - Date.parse(moment);
  if (lasts < 8 * 3_600_000) return undefined;
  if (lasts < 16 * 3_600_000) return clockTime(moment, language);
  return new Date(moment).toLocaleDateString(language, { day: "numeric", month: "short" });
}

/** The server's durations, "1.02:03:04.5" or "02:03:04", in milliseconds. */
export function milliseconds(span: string): number {
  const [, sign, days, hours, minutes, seconds] = /^(-?)(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(span) ?? [];
  const total =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return (sign ? -1 : 1) * total * 1_000;
}

export function clockTime(moment: string, language: string): string {
  return new Date(moment).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

export function dayAndTime(moment: string, language: string): string {
  return new Date(moment).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

export function day(moment: string, language: string): string {
  return new Date(moment).toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long" });
}
