import { expect, test } from "vitest";
import { afterMessage, type DeskView, type Message, newest, withLater, withMessage } from "./desk";
import { neighbour, ordered } from "./order";
import { choices, matching } from "./reasons";
import { keyOf } from "./shortcuts";

const message = (number: number, author: Message["author"] = "Citizen"): Message => ({
  message: `m${number}`,
  number,
  author,
  person: null,
  personName: null,
  at: `2026-11-22T09:00:0${number}Z`,
  text: `text ${number}`,
  files: [],
});

const contact = (id: string, arrivedAt: string): DeskView["contacts"][number] => ({
  contact: id,
  stage: "Handled",
  stageSince: arrivedAt,
  wrapUpUntil: null,
  lastMessage: 0,
  isCitizenAway: false,
  isOutgoing: false,
  card: {
    reference: "ABCD-2345",
    service: "s",
    channel: "Chat",
    language: "sv",
    customer: null,
    name: "Anna",
    matter: null,
    awaitsAnswerSince: null,
    arrivedAt,
    dueAt: null,
    transfers: 0,
  },
});

const desk = (now: string): DeskView => ({
  now,
  person: "maya",
  presence: "Ready",
  phone: "None",
  reason: null,
  presenceSince: now,
  offer: null,
  contacts: [contact("anna", "2026-11-22T09:00:00Z"), contact("boris", "2026-11-22T08:00:00Z")],
});

test("a message that follows the last one is added, one that came before is not doubled", () => {
  const known = [message(1), message(2)];
  expect(withMessage(known, message(3))?.map((it) => it.number)).toEqual([1, 2, 3]);
  expect(withMessage(known, message(2))?.map((it) => it.number)).toEqual([1, 2]);
});

test("a gap between messages is seen", () => {
  expect(withMessage([message(1)], message(3))).toBeUndefined();
});

test("an answer that was long on its way does not undo what the stream has told", () => {
  const told = desk("2026-11-22T09:00:02Z");
  expect(newest(told, desk("2026-11-22T09:00:01Z"))).toBe(told);
});

test("a message that the stream told while an answer was on its way stands, in the conversation and on the desk", () => {
  const told = afterMessage(desk("2026-11-22T09:00:00Z"), "anna", message(1));
  const now = newest(told, desk("2026-11-22T09:00:01Z"));
  expect(now.contacts[0]?.lastMessage).toBe(1);
  expect(now.contacts[0]?.card.awaitsAnswerSince).toBe(message(1).at);
  expect(now.now).toBe("2026-11-22T09:00:01Z");
  expect(withLater([message(1)], [message(1), message(2)]).map((it) => it.number)).toEqual([1, 2]);
  expect(withLater([message(1), message(2)], [message(1)]).map((it) => it.number)).toEqual([1, 2]);
});

test("a citizen waits from his first unanswered message until somebody on the staff writes", () => {
  let now = afterMessage(desk("2026-11-22T09:00:00Z"), "anna", message(1));
  now = afterMessage(now, "anna", message(2));
  expect(now.contacts[0]?.card.awaitsAnswerSince).toBe(message(1).at);
  expect(afterMessage(now, "anna", message(3, "Internal")).contacts[0]?.card.awaitsAnswerSince).toBe(message(1).at);
  expect(afterMessage(now, "anna", message(3, "Staff")).contacts[0]?.card.awaitsAnswerSince).toBeNull();
});

test("contacts stand in the order in which they came, and the keys go round", () => {
  const contacts = ordered(desk("2026-11-22T09:00:00Z").contacts);
  expect(contacts.map((it) => it.contact)).toEqual(["boris", "anna"]);
  expect(neighbour(contacts, "anna", 1)).toBe("boris");
  expect(neighbour(contacts, "boris", -1)).toBe("anna");
  expect(neighbour([], undefined, 1)).toBeUndefined();
});

test("reasons are found by the beginnings of their words, and only leaves can be chosen", () => {
  const all = choices(
    [
      { reason: "1", parent: null, name: { sv: "Förskola" } },
      { reason: "2", parent: "1", name: { sv: "Kö och placering" } },
      { reason: "3", parent: "1", name: { sv: "Avgifter" } },
    ],
    "sv",
  );
  expect(all.map((it) => it.path.join(" › "))).toEqual(["Förskola › Kö och placering", "Förskola › Avgifter"]);
  expect(matching(all, "förs plac").map((it) => it.reason)).toEqual(["2"]);
  expect(matching(all, "xyz")).toEqual([]);
});

test("the desk's keys are known by their place on the keyboard, whatever they write", () => {
  const press = (key: string, code: string, altKey = true) =>
    keyOf({ key, code, altKey, ctrlKey: false, metaKey: false });
  expect(press("®", "KeyR")).toBe("ready");
  expect(press("Enter", "Enter")).toBe("accept");
  expect(press("r", "KeyR", false)).toBeUndefined();
  expect(press("?", "Minus", false)).toBe("help");
});
