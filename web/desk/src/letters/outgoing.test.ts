import { describe, expect, it } from "vitest";
import type { Schemas } from "../api/api";
import { addressLines, fitsWindow, lastAddress } from "./outgoing";

const letter = (to: string | null): { letter: Schemas["LetterView"] } => ({
  letter: {
    letter: "a",
    reading: "None",
    pages: [],
    isOutgoing: to !== null,
    state: to === null ? "Taken" : "ToPrint",
    to,
    settledAt: null,
    settledByName: null,
    fax: null,
    sending: null,
  },
});

describe("an address on a letter", () => {
  it("has no blank lines and no blanks around", () => {
    expect(addressLines(" Göran Öberg \n\nÅkervägen 12\n 123 45 Ängsås\n")).toEqual([
      "Göran Öberg",
      "Åkervägen 12",
      "123 45 Ängsås",
    ]);
  });

  it("fits the window by lines and by their length", () => {
    expect(fitsWindow("1\n2\n3\n4\n5\n6\n\n7")).toBe(true);
    expect(fitsWindow("1\n2\n3\n4\n5\n6\n7\n8")).toBe(false);
    expect(fitsWindow("x".repeat(51))).toBe(false);
  });

  it("is the one that was written to last", () => {
    expect(lastAddress([letter(null), letter("Anna"), letter("Boris"), {}])).toBe("Boris");
    expect(lastAddress([letter(null)])).toBeUndefined();
  });
});
