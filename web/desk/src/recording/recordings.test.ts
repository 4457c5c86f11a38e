import { expect, test } from "vitest";
import { bars, length, pauses } from "./recordings";

test("a length is read as on a clock", () => {
  expect([length(0), length(65.9), length(3723)]).toEqual(["0:00", "1:05", "1:02:03"]);
});

test("a pause that was never ended goes to the end", () => {
  const marks = [
    { seconds: 3, kind: "Paused" as const },
    { seconds: 8, kind: "Resumed" as const },
    { seconds: 20, kind: "Paused" as const },
  ];
  expect(pauses({ marks, seconds: 30 })).toEqual([
    { from: 3, to: 8 },
    { from: 20, to: 30 },
  ]);
  expect(pauses({ marks: [], seconds: 30 })).toEqual([]);
});

test("the picture shows the loudest of each stretch", () => {
  expect(bars([0, 255, 51, 0], 2)).toEqual([1, 0.2]);
  expect(bars([255], 100)).toEqual([1]);
  expect(bars([], 100)).toEqual([]);
});
