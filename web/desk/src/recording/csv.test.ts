import { expect, test } from "vitest";
import { csvOf } from "./csv";

test("no cell is a formula, and none breaks its line", () => {
  expect(
    csvOf([
      ["=1+1", 'säger "hej"; sen'],
      [" @x", "vanligt"],
    ]),
  ).toBe('\uFEFF\'=1+1;"säger ""hej""; sen"\r\n\' @x;vanligt\r\n');
});
