import { expect, test } from "vitest";
import { moment, secondsOf, withSpan } from "./copies";

test("a moment is read and written to a tenth of a second", () => {
  expect([moment(0, "en"), moment(65.52, "en"), moment(59.97, "sv"), moment(65.52, "fi")]).toEqual([
    "0:00",
    "1:05.5",
    "1:00",
    "1:05,5",
  ]);
  expect([secondsOf("1:05,5"), secondsOf("7.25"), secondsOf("1:01:05")]).toEqual([65.5, 7.25, 3665]);
  expect([secondsOf(""), secondsOf("1:"), secondsOf("x"), secondsOf("1.5:00")]).toEqual([null, null, null, null]);
});

test("stretches that touch become one, whichever way they were drawn", () => {
  expect(withSpan([{ from: 1, to: 3 }], { from: 5, to: 2 }, 10)).toEqual([{ from: 1, to: 5 }]);
  expect(withSpan([{ from: 8, to: 9 }], { from: 1, to: 2 }, 10)).toEqual([
    { from: 1, to: 2 },
    { from: 8, to: 9 },
  ]);
});

test("a stretch ends with the sound, and a slip of the hand is none", () => {
  expect(withSpan([], { from: 8, to: 99 }, 10)).toEqual([{ from: 8, to: 10 }]);
  expect(withSpan([], { from: 4, to: 4.01 }, 10)).toBeNull();
  expect(withSpan([], { from: 11, to: 12 }, 10)).toBeNull();
});
