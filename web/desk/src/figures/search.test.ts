import { expect, test } from "vitest";
import { days, daysBefore, fromSearch, stepOf, todayIn, toSearch } from "./search";

const today = "2026-03-02";

test("an address that says nothing asks for today", () => {
  const search = fromSearch({});
  expect(days(search, today)).toEqual({ from: "2026-03-02", to: "2026-03-03" });
  expect(toSearch(search)).toEqual({});
});

test("an address that makes no sense asks for what is usual", () => {
  expect(fromSearch({ period: "own", from: "2026-03-05", until: "2026-03-01" }).period).toBe("today");
  expect(fromSearch({ tab: "colour", period: 7, service: 3, t: -1, s: "x" })).toMatchObject({
    tab: "service",
    period: "today",
    service: [],
  });
});

test("what is chosen stands in the address and comes back from it", () => {
  const search = fromSearch({
    period: "own",
    from: "2026-02-01",
    until: "2026-02-28",
    service: "a",
    tab: "time",
    t: 20,
  });
  expect(fromSearch(toSearch(search))).toEqual(search);
  expect(days(search, today)).toEqual({ from: "2026-02-01", to: "2026-03-01" });
});

test("a period is compared with the same weekdays before it, a running one only as far as it has come", () => {
  const now = new Date("2026-03-02T10:00:00Z");
  expect(daysBefore(fromSearch({}), today, now)).toEqual({ from: "2026-02-23", to: "2026-02-23T10:00:00.000Z" });
  expect(daysBefore(fromSearch({ period: "yesterday" }), today, now)).toEqual({ from: "2026-02-22", to: "2026-02-23" });
  expect(daysBefore(fromSearch({ period: "month" }), today, now).from).toBe("2026-01-06");
});

test("a day is cut in quarters where there is room, a week in days", () => {
  expect(stepOf(fromSearch({}), today, false)).toBe("quarter");
  expect(stepOf(fromSearch({}), today, true)).toBe("hour");
  expect(stepOf(fromSearch({ period: "week" }), today, false)).toBe("day");
  expect(stepOf(fromSearch({ period: "month", step: "quarter" }), today, false)).toBe("day");
  expect(stepOf(fromSearch({ period: "week", step: "hour" }), today, false)).toBe("hour");
});

test("today is the centre's, not the reader's", () => {
  expect(todayIn("Europe/Stockholm", new Date("2026-03-01T23:30:00Z"))).toBe("2026-03-02");
  expect(todayIn("Europe/Helsinki", new Date("2026-03-01T22:30:00Z"))).toBe("2026-03-02");
});
