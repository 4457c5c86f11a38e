/** 0.8134 is "81,3 %" in Swedish; nothing to divide by is a dash. */
export function percent(value: number | null | undefined, language: string): string {
  if (value === null || value === undefined) return "–";
  const digits = value === 0 || value === 1 ? 0 : 1;
  return new Intl.NumberFormat(language, {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

export function count(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** 42 s, 3:12 min, 5 h 12 min, 3 d 4 h: as exact as anybody needs it at that length. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "–";
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")} min`;
  const minutes = Math.round(whole / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The start of an interval as an axis tells it, on the centre's wall. */
export function tick(moment: string, step: string, zone: string, language: string): string {
  const at = new Date(moment);
  if (step === "quarter" || step === "hour")
    return at.toLocaleTimeString(language, { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  if (step === "month") return at.toLocaleDateString(language, { timeZone: zone, month: "short", year: "numeric" });
  return at.toLocaleDateString(language, { timeZone: zone, weekday: "short", day: "numeric", month: "numeric" });
}

/** The whole interval, for a heading. */
export function span(from: string, to: string, step: string, zone: string, language: string): string {
  const day = new Date(from).toLocaleDateString(language, {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  if (step === "month")
    return new Date(from).toLocaleDateString(language, { timeZone: zone, month: "long", year: "numeric" });
  if (step === "day") return day;
  return `${day} ${tick(from, step, zone, language)}–${tick(to, step, zone, language)}`;
}

export function moment(at: string, zone: string, language: string): string {
  return new Date(at).toLocaleString(language, {
    timeZone: zone,
    day: "numeric",
    month: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}
