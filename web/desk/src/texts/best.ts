/** A text that the centre has written in several languages, by language code. */
export type Texts = Record<string, string>;

/** In the wanted language, or else Swedish, Finnish, English, or whatever there is. */
export function best(texts: Texts | null | undefined, language: string): string {
  const all = texts ?? {};
  return all[language] ?? all.sv ?? all.fi ?? all.en ?? Object.values(all)[0] ?? "";
}
