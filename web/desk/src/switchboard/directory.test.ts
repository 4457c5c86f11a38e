import { expect, test } from "vitest";
import { type Directory, type DirectoryPerson, mayAsk, mayTransfer, standingOf, stepped, targetsIn } from "./directory";

const noor: DirectoryPerson = {
  person: "noor",
  name: "Noor",
  role: null,
  skills: [],
  presence: "Ready",
  reason: null,
  since: "2026-03-02T08:00:00Z",
  isInCall: false,
  isFree: true,
  phone: "Ready",
  absence: null,
};
const sales = {
  service: "sales",
  name: { sv: "Försäljning" },
  isOpen: false,
  opensAt: null,
  waiting: 0,
  longestSince: null,
  free: 0,
};
const directory: Directory = { now: "2026-03-02T08:00:00Z", people: [noor], hasMore: false, services: [sales] };

test("people come before services, and the keys stop at both ends", () => {
  const targets = targetsIn(directory);
  expect(targets.map((it) => it.id)).toEqual(["noor", "sales"]);
  expect(stepped(targets, undefined, 1)).toBe("noor");
  expect(stepped(targets, "noor", 1)).toBe("sales");
  expect(stepped(targets, "sales", 1)).toBe("sales");
  expect(stepped(targets, "noor", -1)).toBe("noor");
  expect(stepped([], undefined, 1)).toBeUndefined();
});

test("a call says more than being ready does, and being away more than a call", () => {
  expect(standingOf(noor)).toBe("free");
  expect(standingOf({ ...noor, isFree: false })).toBe("busy");
  expect(standingOf({ ...noor, presence: "NotReady", isInCall: true })).toBe("inCall");
  expect(standingOf({ ...noor, presence: "SignedOut" })).toBe("offline");
});

test("nobody is sent to whoever is not there, or to a closed service, and only a phone is asked", () => {
  const [person, service] = targetsIn(directory);
  expect(mayTransfer(person!)).toBe(true);
  expect(mayTransfer(service!)).toBe(false);
  expect(mayTransfer({ kind: "person", id: "noor", person: { ...noor, presence: "SignedOut" } })).toBe(false);
  expect(mayAsk(person!)).toBe(true);
  expect(mayAsk({ kind: "person", id: "noor", person: { ...noor, phone: "Away" } })).toBe(false);
  expect(mayAsk(service!)).toBe(false);
});
