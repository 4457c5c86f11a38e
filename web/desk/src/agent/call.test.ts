import { expect, test } from "vitest";
import { callState } from "./CallPanel";

const taken = { isOutgoing: false, called: null } as const;
const begun = { stage: "Handled", isOutgoing: true } as const;

test("a call follows the phone and not the screen", () => {
  expect(callState({ ...taken, stage: "Handled" }, "InCall")).toBe("talking");
  expect(callState({ ...taken, stage: "Held" }, "InCall")).toBe("held");
  expect(callState({ ...taken, stage: "Handled" }, "Ringing")).toBe("ringing");
  expect(callState({ ...taken, stage: "Handled" }, "Ready")).toBe("ringing");
  expect(callState({ ...taken, stage: "Handled" }, "Away")).toBe("lost");
  expect(callState({ ...taken, stage: "Handled" }, "None")).toBe("lost");
});

test("whoever calls takes up his phone, waits for an answer, and talks", () => {
  expect(callState({ ...begun, called: null }, "Ringing")).toBe("pickUp");
  expect(callState({ ...begun, called: "Dialling" }, "InCall")).toBe("calling");
  expect(callState({ ...begun, called: "Reached" }, "InCall")).toBe("talking");
  expect(callState({ ...begun, called: "Dialling" }, "Away")).toBe("lost");
});
