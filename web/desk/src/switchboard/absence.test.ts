import { expect, test } from "vitest";
import { type Absence, asField, isAway, moment } from "./absence";

const lunch: Absence = {
  id: "1",
  person: "noor",
  reason: null,
  note: null,
  from: new Date(2026, 10, 23, 11, 0).toISOString(),
  until: new Date(2026, 10, 23, 12, 30).toISOString(),
};

test("whoever leaves later is not away yet", () => {
  expect(isAway(lunch, new Date(2026, 10, 23, 10, 59).getTime())).toBe(false);
  expect(isAway(lunch, new Date(2026, 10, 23, 11, 0).getTime())).toBe(true);
});

test("a return today is told by the clock, a later one with its day", () => {
  expect(moment(lunch.until, new Date(2026, 10, 23, 8, 0).getTime(), "sv")).toBe("12:30");
  expect(moment(lunch.until, new Date(2026, 10, 20, 8, 0).getTime(), "sv")).toContain("23 nov");
});

test("a field has the moment by this computer's clock", () => {
  expect(asField(new Date(2026, 0, 5, 7, 3))).toBe("2026-01-05T07:03");
});
