import { expect, test } from "vitest";
import { areTwoPeople, type Candidate, mayBeMerged } from "./merge";

const mail = { contact: "b", channel: "Email", stage: "Queued" } as Candidate;

test("what waits or is handled may be merged into another one", () => {
  expect(mayBeMerged(mail, "a")).toBe(true);
  expect(mayBeMerged({ ...mail, stage: "Handled" }, "a")).toBe(true);
});

test("neither itself, nor what is over, nor somebody who waits in the chat", () => {
  expect(mayBeMerged(mail, "b")).toBe(false);
  expect(mayBeMerged({ ...mail, stage: "Closed" }, "a")).toBe(false);
  expect(mayBeMerged({ ...mail, channel: "Chat" }, "a")).toBe(false);
});

test("an unknown customer is nobody else", () => {
  expect(areTwoPeople("anna", null)).toBe(false);
  expect(areTwoPeople("anna", "anna")).toBe(false);
  expect(areTwoPeople("anna", "boris")).toBe(true);
});
