import { expect, test } from "vitest";
import { type Account, endOf, standingOf } from "./access";

const account: Account = {
  roles: ["agent"],
  commissioners: null,
  isLocked: false,
  isLockedOut: false,
  hasPassword: true,
  hasAuthenticator: false,
  version: "",
};

test("what keeps a person out is said before anything else", () => {
  expect(standingOf({ ...account, isLocked: true, isLockedOut: true }).text).toBe("locked");
  expect(standingOf({ ...account, isLockedOut: true, hasAuthenticator: true }).text).toBe("lockedOut");
});

test("a person without a password, or without an account, is told from one who signs in", () => {
  expect(standingOf(null).text).toBe("none");
  expect(standingOf({ ...account, hasPassword: false }).text).toBe("waiting");
  expect(standingOf(account).text).toBe("inUse");
});

test("a key holds to the end of its last day", () => {
  expect(endOf(null)).toBeNull();
  expect(new Date(endOf("2026-03-29")!).getHours()).toBe(23);
});
