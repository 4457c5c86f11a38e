import { expect, test } from "vitest";
import { around, type Part, type Stretch, turns } from "./thread";

const channels: Stretch[] = [
  { channel: "Chat", from: "2026-03-02T09:00:00Z" },
  { channel: "Email", from: "2026-03-02T09:10:00.5Z" },
  { channel: "Chat", from: "2026-03-02T09:20:00Z" },
];

test("a turn stands before the message that was written with it", () => {
  expect(turns(channels, "2026-03-02T09:05:00Z", "2026-03-02T09:10:00.500Z")).toEqual([channels[1]]);
  expect(turns(channels, "2026-03-02T09:10:00.5Z", "2026-03-02T09:15:00Z")).toEqual([]);
});

test("what came after the last message stands at the end, and where a contact began is no turn", () => {
  expect(turns(channels, "2026-03-02T09:15:00Z", undefined)).toEqual([channels[2]]);
  expect(turns(channels, undefined, "2026-03-02T09:01:00Z")).toEqual([]);
});

test("a thread is told around the contact that was asked for", () => {
  const part = (isThis: boolean) => ({ isThis }) as Part;
  const [first, asked, last] = [part(false), part(true), part(false)];
  expect(around([first, asked, last])).toEqual({ earlier: [first], later: [last] });
});
