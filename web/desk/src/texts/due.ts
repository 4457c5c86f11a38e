/** When an answer is promised, in words, by this computer's clock: as receipts say it. */
export function dueText(due: Date, language: string): string {
  const day =
    language === "fi"
      ? due.toLocaleDateString("fi", { day: "numeric", month: "numeric", year: "numeric" })
      : due.toLocaleDateString(language === "en" ? "en-GB" : language, {
          day: "numeric",
          month: "long",
          year: "numeric",
        });
  const two = (it: number) => String(it).padStart(2, "0");
  const [hour, minute] = [due.getHours(), two(due.getMinutes())];
  if (language === "fi") return `${day} klo ${hour}.${minute}`;
  return language === "en" ? `${day} at ${two(hour)}:${minute}` : `${day} klockan ${two(hour)}:${minute}`;
}
