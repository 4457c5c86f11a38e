import { expect, test } from "vitest";
import { missing, type RecordingDraft } from "./rule";

const none: RecordingDraft = {
  isOn: false,
  basis: null,
  purpose: "",
  agreedOn: null,
  agreement: "",
  announcement: {},
  days: 90,
};

test("says what is still to be registered", () => {
  expect(missing(none)).toEqual(["basis", "agreement", "announcement"]);
  expect(missing({ ...none, basis: "Consent", purpose: " ", announcement: { sv: " " } })).toHaveLength(3);
  expect(
    missing({
      ...none,
      basis: "Consent",
      purpose: "Kvalitet",
      agreedOn: "2026-01-15",
      agreement: "MBL",
      announcement: { fi: "Puhelu nauhoitetaan." },
    }),
  ).toEqual([]);
});
