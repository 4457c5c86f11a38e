import { describe, expect, test } from "vitest";
import { filled, gapIn, sought, type Template } from "./template";

const template = (change: Partial<Template>): Template => ({
  id: change.name ?? "t",
  name: "Tack",
  text: { sv: "Hej {customer}! Ditt ärende {reference} besvaras senast {due}.", en: "Hello {customer}!" },
  services: [],
  isArchived: false,
  version: "v",
  ...change,
});

const gap = (name: string) => name.toUpperCase();
const now = new Date(2026, 2, 1, 9);

describe("templates", () => {
  test("are those of the service and of all, in use, with every word somewhere; names come first", () => {
    const all = [
      template({ name: "Avgifter", text: { sv: "Bygglov kostar" } }),
      template({ name: "Bygglov, kvittens" }),
      template({ name: "Bygglov, annan tjänst", services: ["other"] }),
      template({ name: "Bygglov, gammal", isArchived: true }),
    ];
    expect(sought(all, "build", "BYGGLOV", "sv").map((it) => it.name)).toEqual(["Bygglov, kvittens", "Avgifter"]);
    expect(sought(all, "build", "bygglov kvittens", "sv").map((it) => it.name)).toEqual(["Bygglov, kvittens"]);
    expect(sought(all, "other", "", "sv")).toHaveLength(3);
  });

  test("are filled in the conversation's language, and what is not known is a gap", () => {
    const known = { reference: "K7MP-4Q2W", due: new Date(2026, 2, 3, 14, 30).toISOString(), customer: "Anna" };
    expect(filled(template({}), known, "sv", now, gap)).toBe(
      "Hej Anna! Ditt ärende K7MP-4Q2W besvaras senast 3 mars 2026 klockan 14:30.",
    );
    expect(filled(template({}), { ...known, customer: null }, "en", now, gap)).toBe("Hello [[CUSTOMER]]!");
    expect(filled(template({ text: { fi: "{today}, {agent}" } }), { agent: "Maya" }, "fi", now, gap)).toBe(
      "1.3.2026, Maya",
    );
  });
});

test("a gap is found until it is filled", () => {
  expect(gapIn("Hej [[kundens namn]]!")).toBe("[[kundens namn]]");
  expect(gapIn("Hej Anna [1] [[]]!")).toBeUndefined();
});
