import { expect, test } from "vitest";
import { fromSearch, query } from "../history/search";
import { timeline } from "../history/timeline";
import { longSince, milliseconds, stopwatch } from "./time";

test.each([
  [0, "0:00"],
  [59_999, "0:59"],
  [3_725_000, "1:02:05"],
  [86_399_000, "23:59:59"],
  [108_000_000, "1 d 6 h"],
  [-5_000, "0:00"],
])("%i ms on the stopwatch is %s", (time, shown) => expect(stopwatch(time)).toBe(shown));

test.each([
  ["00:01:30", 90_000],
  ["1.00:00:00", 86_400_000],
  ["00:00:01.5000000", 1_500],
  ["-00:00:02", -2_000],
])("the server's %s is %i ms", (span, time) => expect(milliseconds(span)).toBe(time));

test("a stopwatch gives way to words when a day would stand on it", () => {
  const began = "2026-11-01T08:00:00Z";
  const after = (hours: number) => longSince(began, Date.parse(began) + hours * 3_600_000, "en");
  expect(after(7)).toBeUndefined();
  expect(after(9)).toMatch(/^\d\d:\d\d/);
  expect(after(505)).toBe("Nov 1");
});

test("a search keeps what it knows and drops the rest of the address", () => {
  expect(fromSearch({ text: "anna", state: "", page: 3, channel: "Chat" })).toEqual({ text: "anna", channel: "Chat" });
});

test("the last day of a search is a whole day", () => {
  const asked = query({ from: "2026-11-20", until: "2026-11-20" });
  expect(Date.parse(asked.until!) - Date.parse(asked.from!)).toBe(86_400_000);
});

test("events and messages stand in one order, and what happened goes before what was said", () => {
  const at = "2026-11-22T09:00:00Z";
  const event = {
    at,
    kind: "contact.arrived",
    person: null,
    personName: null,
    serviceName: null,
    cause: null,
    number: null,
    until: null,
  };
  const said = {
    message: "m",
    number: 1,
    author: "Citizen" as const,
    person: null,
    personName: null,
    at,
    text: "Hej",
    files: [],
  };
  expect(timeline([event, { ...event, at: "2026-11-22T09:00:01Z" }], [said]).map((it) => it.key)).toEqual([
    "e0",
    "m1",
    "e1",
  ]);
});
