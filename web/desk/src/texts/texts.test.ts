import { expect, test } from "vitest";
import { firstLanguage, readTexts } from "./texts";

const texts = readTexts(
  import.meta.glob<Record<string, unknown>>("../*/messages.*.json", { eager: true, import: "default" }),
);
const code = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*"], {
  eager: true,
  query: "?raw",
  import: "default",
});

function keys(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [prefix];
  return Object.entries(value).flatMap(([key, it]) => keys(it, prefix ? `${prefix}.${key}` : key));
}

/** A key without its plural form: languages count differently. */
const stem = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");

test("every text exists in all three languages", () => {
  for (const language of ["sv", "fi", "en"])
    for (const feature of Object.keys(texts.sv!))
      expect(keys(texts[language]![feature]), `${feature} in ${language}`).toEqual(keys(texts.sv![feature]));
});

test("every text that the code asks for exists", () => {
  const missing: string[] = [];
  for (const [file, text] of Object.entries(code)) {
    const named = /useTranslation\("?([\w-]+)"?\)/.exec(text)?.[1] ?? "shell";
    const own = named === "kind" ? ["mailboxes", "intakes"] : [named]; // what both share asks for the texts of both
    for (const [, asked] of text.matchAll(/\bt\(\s*"([\w:.-]+)"/g)) {
      const [key, feature] = asked!.split(":").reverse();
      for (const it of feature ? [feature] : own) {
        const known = new Set(keys(texts.sv![it]).map(stem));
        if (!known.has(stem(key!))) missing.push(`${file}: ${it}:${key}`);
      }
    }
  }
  expect(missing).toEqual([]);
});

test("the chosen language goes before the browser's, and Swedish comes last", () => {
  expect(firstLanguage("fi", ["en-GB"])).toBe("fi");
  expect(firstLanguage(null, ["de-DE", "en-GB"])).toBe("en");
  expect(firstLanguage(null, ["de-DE"])).toBe("sv");
});
