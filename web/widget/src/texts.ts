import en from "./texts/en.json";
import fi from "./texts/fi.json";
import sv from "./texts/sv.json";

export type TextKey = keyof typeof sv;
const all: Record<string, Record<TextKey, string>> = { sv, fi, en };

/** What the chat says, in one language. */
export class Texts {
  readonly language: string;

  /** @param wanted A language tag; one that we do not speak becomes Swedish. */
  constructor(wanted: string) {
    const code = wanted.toLowerCase().split("-")[0]!;
    this.language = code in all ? code : "sv";
  }

  say(key: TextKey, values: Record<string, string | number> = {}): string {
    return all[this.language]![key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
  }

  /** The text for one, or for several: `key` ends in One or Many. */
  count(key: "unread" | "minutes", many: number): string {
    return this.say(`${key}${many === 1 ? "One" : "Many"}`, { many });
  }

  /** Why something was refused, by the server's code for it. */
  refusal(code: string): string {
    const key = `refused_${code.replaceAll(".", "_")}`;
    return this.say(key in all.sv! ? (key as TextKey) : "failed");
  }

  time(moment: string, zone?: string): string {
    return new Intl.DateTimeFormat(this.language, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(
      new Date(moment),
    );
  }

  day(moment: string, zone?: string): string {
    return new Intl.DateTimeFormat(this.language, {
      weekday: "long",
      day: "numeric",
      month: "long",
      timeZone: zone,
    }).format(new Date(moment));
  }
}

/** Minutes out of "hh:mm:ss" or "d.hh:mm:ss", rounded up. */
export function minutes(span: string): number {
  const found = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)/.exec(span);
  if (!found) return 0;
  const [days, hours, mins, seconds] = found.slice(1).map((it) => Number(it ?? 0)) as [number, number, number, number];
  return days * 1440 + hours * 60 + mins + (seconds > 0 ? 1 : 0);
}
