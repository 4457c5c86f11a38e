import { expect, test } from "vitest";
import { spanOf, unitOf } from "../parts/spans";
import { isStretch, keyFrom } from "./draft";
import { placesFor, swapped, treeOf } from "./reasonTree";

test("a key is made from a name in any of our languages", () => {
  expect(keyFrom("Förskola & skola")).toBe("forskola-skola");
  expect(keyFrom("Päiväkoti (Åbo)")).toBe("paivakoti-abo");
});

test("a stretch ends later than it begins, and midnight is an end", () => {
  expect(isStretch({ from: "08:00:00", until: "16:00:00" })).toBe(true);
  expect(isStretch({ from: "16:00:00", until: "08:00:00" })).toBe(false);
  expect(isStretch({ from: "16:00:00", until: "00:00:00" })).toBe(true);
});

test("durations are shown in the largest unit that is whole, and sent as the server writes them", () => {
  expect([30, 90, 120, 7_200, 86_400].map(unitOf)).toEqual(["seconds", "seconds", "minutes", "hours", "days"]);
  expect([30, 5_400, 90_000].map(spanOf)).toEqual(["00:00:30", "01:30:00", "1.01:00:00"]);
});

test("reasons form a tree, and moving one renumbers only those that change place", () => {
  const reason = (id: string, parent: string | null, place: number) => ({
    id,
    parent,
    place,
    service: null,
    name: { sv: id },
    isArchived: false,
    version: "",
  });
  const tree = treeOf([reason("b", null, 1), reason("a", null, 0), reason("c", "a", 0), reason("d", "gone", 2)]);
  expect(tree.map((it) => it.reason.id)).toEqual(["a", "b", "d"]);
  expect(tree[0]!.under.map((it) => it.reason.id)).toEqual(["c"]);
  expect(swapped(tree, 1, -1).map((it) => [it.id, it.place])).toEqual([
    ["b", 0],
    ["a", 1],
  ]);
});

test("a reason can be put wherever there is room for all below it, but never under itself", () => {
  const reason = (id: string, parent: string | null) => ({
    id,
    parent,
    place: 0,
    service: null,
    name: { sv: id },
    isArchived: false,
    version: "",
  });
  const all = [reason("a", null), reason("b", "a"), reason("c", "b"), reason("d", null), reason("e", "d")];
  const into = (it?: string) =>
    placesFor(
      all.find((one) => one.id === it),
      all,
      4,
    ).map(({ reason: one }) => one.id);
  expect(into()).toEqual(["a", "b", "c", "d", "e"]);
  expect(into("d")).toEqual(["a", "b"]);
  expect(into("b")).toEqual(["a", "d", "e"]);
});
