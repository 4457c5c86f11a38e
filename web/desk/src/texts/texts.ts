import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";

/** The languages of the desk, each in its own name. */
export const languages = { sv: "Svenska", fi: "Suomi", en: "English" } as const;

export type LanguageCode = keyof typeof languages;

const kept = "isberg.language";

/** Every feature's messages.{sv,fi,en}.json, as the namespace of its folder's name. */
const files = import.meta.glob<Record<string, unknown>>("../*/messages.*.json", { eager: true, import: "default" });

/** The texts of all features, by language and feature. */
export function readTexts(found: Record<string, Record<string, unknown>>) {
  const all: Record<string, Record<string, Record<string, unknown>>> = { sv: {}, fi: {}, en: {} };
  for (const [path, messages] of Object.entries(found)) {
    const [, feature, language] = /\/([\w-]+)\/messages\.(\w+)\.json$/.exec(path)!;
    all[language!]![feature!] = messages;
  }
  return all;
}

/** The chosen language, else the browser's, else Swedish. */
export function firstLanguage(chosen: string | null, wished: readonly string[]): LanguageCode {
  const known = [chosen ?? "", ...wished].map((it) => it.slice(0, 2)).find((it) => it in languages);
  return (known as LanguageCode | undefined) ?? "sv";
}

export const texts: i18n = i18next.createInstance();

void texts.use(initReactI18next).init({
  lng: firstLanguage(localStorage.getItem(kept), navigator.languages),
  resources: readTexts(files),
  defaultNS: "shell",
  fallbackLng: false,
  returnEmptyString: false,
  interpolation: { escapeValue: false },
});

export function language(): LanguageCode {
  return texts.language as LanguageCode;
}

export function chooseLanguage(code: LanguageCode) {
  localStorage.setItem(kept, code);
  void texts.changeLanguage(code);
}

function mark() {
  document.documentElement.lang = texts.language;
}

texts.on("languageChanged", mark);
mark();
