import { expect, test } from "vitest";
import { filled } from "./intervals";
import type { Row } from "./queries";

const at = (from: string, to: string) => ({ from, to }) as Row;

test("a quarter in which nothing happened stands empty between those in which something did", () => {
  const slots = filled(
    [
      at("2026-03-02T08:30:00.000Z", "2026-03-02T08:45:00.000Z"),
      at("2026-03-02T08:00:00.000Z", "2026-03-02T08:15:00.000Z"),
    ],
    "quarter",
  );
  expect(slots.map((it) => [it.from.slice(11, 16), it.row !== null])).toEqual([
    ["08:00", true],
    ["08:15", false],
    ["08:30", true],
  ]);
});

test("a night is not filled with empty hours, and days are left as they are", () => {
  const far = [
    at("2026-03-02T08:00:00.000Z", "2026-03-02T09:00:00.000Z"),
    at("2026-03-03T08:00:00.000Z", "2026-03-03T09:00:00.000Z"),
  ];
  expect(filled(far, "hour")).toHaveLength(2);
  expect(filled(far, "day")).toHaveLength(2);
});
