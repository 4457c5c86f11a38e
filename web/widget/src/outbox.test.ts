import { beforeEach, expect, test } from "vitest";
import type { Message } from "./api";
import { Memory } from "./memory";
import { Outbox } from "./outbox";

const message = (number: number, text: string): Message => ({
  number,
  author: "Citizen",
  by: null,
  at: "",
  text,
  files: [],
});
const memory = () => new Memory("test:");

beforeEach(() => localStorage.clear());

test("what is written is sent in the order in which it was written", () => {
  const outbox = new Outbox(memory());
  outbox.add("first");
  outbox.add("second");
  expect(outbox.next?.text).toBe("first");
  outbox.sent(outbox.next!.key, 1, 0);
  expect(outbox.next?.text).toBe("second");
});

test("what is not sent is there again after a reload, under the same key", () => {
  const before = new Outbox(memory());
  before.add("hej");
  const after = new Outbox(memory());
  expect(after.next).toEqual(before.next);
});

test("a message goes when it has come back, whichever answer is first", () => {
  const outbox = new Outbox(memory());
  outbox.add("one");
  const { key } = outbox.next!;
  outbox.cameBack(message(4, "one"));
  expect(outbox.all).toEqual([]);
  outbox.sent(key, 4, 4);
  expect(outbox.all).toEqual([]);

  outbox.add("two");
  outbox.sent(outbox.next!.key, 5, 4);
  expect(outbox.all.map((it) => it.number)).toEqual([5]);
  outbox.cameBack(message(5, "two"));
  expect(outbox.all).toEqual([]);
});

test("what the server refuses stays to be seen and holds up nothing", () => {
  const outbox = new Outbox(memory());
  outbox.add("bad");
  outbox.add("good");
  outbox.refused(outbox.next!.key, "too large");
  expect(outbox.next?.text).toBe("good");
  expect(outbox.all[0]?.refused).toBe("too large");
});

test("another's equal text does not make a file of ours disappear", () => {
  const outbox = new Outbox(memory());
  outbox.add("", new File(["x"], "x.txt"));
  outbox.cameBack(message(1, ""));
  expect(outbox.all).toHaveLength(1);
});
