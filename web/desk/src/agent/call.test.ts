import { expect, test } from "vitest";
import { callState } from "./CallPanel";

test("a call follows the phone and not the screen", () => {
  expect(callState("Handled", "InCall")).toBe("talking");
  expect(callState("Held", "InCall")).toBe("held");
  expect(callState("Handled", "Ringing")).toBe("ringing");
  expect(callState("Handled", "Ready")).toBe("ringing");
  expect(callState("Handled", "Away")).toBe("lost");
  expect(callState("Handled", "None")).toBe("lost");
});
