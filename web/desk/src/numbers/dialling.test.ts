import { expect, test } from "vitest";
import { isBeginning, linesOf } from "./DialRule";

test("each line is the beginning of a number", () => {
  expect(linesOf(" +46 \n\n1177\n")).toEqual(["+46", "1177"]);
  expect(["+46", "1177", "+46 900", "0900-1"].every(isBeginning)).toBe(true);
  expect(["46+", "abc", "+", ""].some((it) => isBeginning(it) && /\d/.test(it))).toBe(false);
});
