import type { ServiceView } from "../api";
import { el } from "../element";
import type { Texts } from "../texts";
import { noticeBox } from "./field";

const daysShown = 7;

/** The chat is closed: when it opens, the hours of the coming days, and another way. */
export function closedScreen(texts: Texts, service: ServiceView, zone: string, formAddress: string) {
  const chat = service.channels.find((it) => it.channel === "Chat")!;
  const heading = el("h3", { textContent: texts.say("closed"), tabIndex: -1 });
  const hasForm = service.channels.some((it) => it.channel === "Form");
  const element = el(
    "div",
    { className: "page" },
    noticeBox(texts, service.notices),
    heading,
    chat.opens !== null &&
      el("p", {
        textContent: texts.say("opensAt", { day: texts.day(chat.opens, zone), time: texts.time(chat.opens, zone) }),
      }),
    hasForm && el("p", {}, el("a", { className: "primary", href: formAddress, textContent: texts.say("toForm") })),
    chat.hours.length > 0 && el("h4", { textContent: texts.say("hours") }),
    chat.hours.length > 0 && hoursTable(texts, chat.hours, zone),
  );
  return { element, first: () => heading };
}

/** One row a day; a day with a pause has two times. */
function hoursTable(texts: Texts, hours: { from: string; until: string }[], zone: string): HTMLElement {
  const days = new Map<string, string[]>();
  for (const it of hours) {
    const day = texts.day(it.from, zone);
    days.set(day, [...(days.get(day) ?? []), `${texts.time(it.from, zone)}–${texts.time(it.until, zone)}`]);
  }
  const rows = [...days]
    .slice(0, daysShown)
    .map(([day, times]) =>
      el("tr", {}, el("th", { scope: "row", textContent: day }), el("td", { textContent: times.join(", ") })),
    );
  return el("table", {}, el("tbody", {}, ...rows));
}
