import type { Schemas } from "../api/api";
import { best } from "../texts/best";
import { dueText } from "../texts/due";

export type Template = Schemas["TemplateView"];

/** What stands for the placeholders; what is not known is left out. */
export type Known = {
  reference?: string;
  due?: string | null;
  customer?: string | null;
  agent?: string;
  service?: string;
};

/** The templates of a service that have what was looked for, in name or text, the name first. */
export function sought(templates: readonly Template[], service: string, words: string, language: string): Template[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string) => asked.every((it) => text.toLowerCase().includes(it));
  const here = templates.filter((it) => !it.isArchived && (it.services.length === 0 || it.services.includes(service)));
  const named = here.filter((it) => has(it.name));
  return [...named, ...here.filter((it) => !named.includes(it) && has(`${it.name} ${best(it.text, language)}`))];
}

/** A template's text in a language, with what is known put in; what is not is a gap that somebody must fill. */
export function filled(
  template: Template,
  known: Known,
  language: string,
  now: Date,
  gap: (name: string) => string,
): string {
  const values: Record<string, string | null | undefined> = {
    ...known,
    due: known.due && dueText(new Date(known.due), language),
    today: dayText(now, language),
  };
  return best(template.text, language).replace(/\{(\w+)\}/g, (_, name: string) => values[name] || `[[${gap(name)}]]`);
}

/** The first gap in a text that must be filled before it is sent. */
export function gapIn(text: string): string | undefined {
  return /\[\[[^[\]\n]{1,80}\]\]/.exec(text)?.[0];
}

function dayText(day: Date, language: string): string {
  return day.toLocaleDateString(language === "en" ? "en-GB" : language, {
    day: "numeric",
    month: language === "fi" ? "numeric" : "long",
    year: "numeric",
  });
}
