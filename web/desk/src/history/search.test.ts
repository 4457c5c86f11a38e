import { expect, test } from "vitest";
import { fromSearch, query } from "./search";

test("the server is asked who began a contact only when somebody wants to know", () => {
  expect(query({ direction: "out" })).toEqual({ isOutgoing: "true" });
  expect(query({ direction: "in", service: "s" })).toEqual({ isOutgoing: "false", service: "s" });
  expect(query({})).toEqual({});
});

test("the address keeps what was looked for as it was asked, and nothing else", () => {
  const search = { text: "bygglov", direction: "out", from: "2026-11-01", until: "2026-11-02" } as const;
  expect(query(search, true)).toEqual(search);
  expect(fromSearch({ ...search, page: 3, other: "x", state: "" })).toEqual(search);
});

test("the last day of a search is a whole day", () => {
  const { from, until } = query({ from: "2026-11-02", until: "2026-11-02" });
  expect(Date.parse(until!) - Date.parse(from!)).toBe(24 * 3_600_000);
});
