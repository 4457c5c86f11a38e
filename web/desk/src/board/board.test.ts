import { expect, test } from "vitest";
import { type BoardChannel, type BoardPerson, type BoardService, groupOf, rows } from "./board";

const quiet: BoardChannel = {
  channel: "Chat",
  isOpen: false,
  opensAt: null,
  closesAt: null,
  manual: null,
  waiting: 0,
  longestSince: null,
  nextDue: null,
  able: 0,
  free: 0,
  handling: 0,
  isUnattended: false,
  today: null,
};

const services: BoardService[] = [
  {
    service: "2",
    commissioner: "1",
    name: { sv: "Skola" },
    channels: [quiet, { ...quiet, channel: "Form", waiting: 1 }],
    callbacks: 0,
  },
  { service: "1", commissioner: "1", name: { sv: "Avfall" }, channels: [{ ...quiet, isOpen: true }], callbacks: 0 },
];

const nameOf = (it: BoardService) => it.name.sv ?? "";

test("closed channels where nobody waits are left out until they are asked for", () => {
  expect(rows(services, "", false, nameOf).map((it) => it.channel.channel)).toEqual(["Chat", "Form"]);
  expect(rows(services, "", true, nameOf)).toHaveLength(3);
});

test("the service's name stands on its first row", () => {
  expect(rows(services, "skola", false, nameOf).map((it) => it.isFirst)).toEqual([true]);
  expect(rows(services, "skola", true, nameOf).map((it) => it.isFirst)).toEqual([true, false]);
});

test("who handles something is busy, whatever he says", () => {
  const person: BoardPerson = {
    person: "1",
    name: "Maya",
    presence: "NotReady",
    reason: null,
    since: "2026-11-22T08:00:00Z",
    role: null,
    mayTake: [],
    doing: [],
  };
  expect(groupOf(person)).toBe("notReady");
  expect(
    groupOf({
      ...person,
      doing: [{ contact: "1", service: "1", channel: "Chat", stage: "Handled", since: person.since }],
    }),
  ).toBe("busy");
  expect(groupOf({ ...person, presence: "SignedOut" })).toBe("signedOut");
});

test("a closed channel is shown while somebody is to be called back in it", () => {
  const closed = [{ ...services[0]!, channels: [{ ...quiet, channel: "Voice" as const }], callbacks: 1 }];
  expect(rows(closed, "", false, nameOf)).toHaveLength(1);
  expect(rows([{ ...closed[0]!, callbacks: 0 }], "", false, nameOf)).toHaveLength(0);
});
