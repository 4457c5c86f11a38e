import { expect, test } from "vitest";
import { type Callback, type CallbackTry, mayDiscard, resultOf, standing } from "./callbacks";

const now = Date.parse("2026-03-02T10:00:00Z");

const aTry = (changes: Partial<CallbackTry>): CallbackTry => ({
  contact: "c",
  reference: "ABCD-EF12",
  try: 1,
  at: "2026-03-02T09:50:00Z",
  stage: "Queued",
  outcome: null,
  called: null,
  person: null,
  personName: null,
  ...changes,
});

const callback = (changes: Partial<Callback>): Callback => ({
  asked: "a",
  reference: "ABCD-EF11",
  service: "s",
  serviceName: { sv: "Bygglov" },
  customer: null,
  customerName: null,
  phone: "+46701234567",
  since: "2026-03-02T09:40:00Z",
  try: 1,
  mostTries: 3,
  dueAt: null,
  now: null,
  tries: [],
  ending: null,
  endedAt: null,
  endedByName: null,
  reason: null,
  ...changes,
});

test.each([
  ["pausing", callback({ dueAt: "2026-03-02T10:05:00Z" })],
  ["comes", callback({ dueAt: "2026-03-02T09:59:00Z" })],
  ["waits", callback({ now: aTry({}) })],
  ["offered", callback({ now: aTry({ stage: "Offered" }) })],
  ["called", callback({ now: aTry({ stage: "Handled", called: "Dialling" }) })],
  ["talks", callback({ now: aTry({ stage: "Held", called: "Reached" }) })],
  ["wrapsUp", callback({ now: aTry({ stage: "WrappingUp", called: "Busy" }) })],
  ["comes", callback({ now: aTry({ stage: "Closed" }) })],
  ["ended", callback({ ending: "Reached", now: aTry({ stage: "Closed" }) })],
] as const)("somebody who is to be called back %s", (expected, it) => {
  expect(standing(it, now)).toBe(expected);
});

test("whoever is just being called is not taken away", () => {
  expect((["pausing", "comes", "waits", "offered"] as const).every(mayDiscard)).toBe(true);
  expect((["called", "talks", "wrapsUp", "ended"] as const).some(mayDiscard)).toBe(false);
});

test("a try says how calling ended, or that nobody called", () => {
  expect(resultOf(aTry({ stage: "Closed", called: "Busy" }))).toBe("Busy");
  expect(resultOf(aTry({ stage: "Closed", outcome: "Discarded" }))).toBe("Discarded");
  expect(resultOf(aTry({ stage: "Closed", outcome: "Abandoned" }))).toBe("NotCalled");
});
