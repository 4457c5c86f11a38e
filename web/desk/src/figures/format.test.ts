import { expect, test } from "vitest";
import { duration, percent, span, tick } from "./format";

test("a percentage has one digit, and none where it is whole", () => {
  expect(percent(0.81345, "en")).toBe("81.3%");
  expect(percent(1, "en")).toBe("100%");
  expect(percent(0, "en")).toBe("0%");
});

test("where there is nothing to divide by, there is no percentage and no mean", () => {
  expect(percent(null, "sv")).toBe("–");
  expect(duration(null)).toBe("–");
});

test("a duration is told as exactly as anybody needs it", () => {
  expect(duration(0.4)).toBe("0 s");
  expect(duration(59.4)).toBe("59 s");
  expect(duration(59.6)).toBe("1:00 min");
  expect(duration(192)).toBe("3:12 min");
  expect(duration(18_720)).toBe("5 h 12 min");
  expect(duration(273_600)).toBe("3 d 4 h");
});

test("intervals are told by the centre's clock", () => {
  expect(tick("2026-03-02T07:15:00Z", "quarter", "Europe/Stockholm", "sv")).toBe("08:15");
  expect(span("2026-03-02T07:15:00Z", "2026-03-02T07:30:00Z", "quarter", "Europe/Stockholm", "sv")).toBe(
    "måndag 2 mars 08:15–08:30",
  );
});
