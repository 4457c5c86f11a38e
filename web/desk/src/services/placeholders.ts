/** What stands in a template for something that is filled in when it is put into an answer; the server has the same list. */
export const placeholders = ["reference", "due", "customer", "agent", "service", "today"] as const;

/** The placeholders in a text that nobody can fill, as they stand there. */
export function unknownIn(text: string): string[] {
  const found = [...text.matchAll(/\{([^{}\r\n]{0,60})\}/g)];
  return found.filter((it) => !(placeholders as readonly string[]).includes(it[1]!)).map((it) => it[0]);
}
