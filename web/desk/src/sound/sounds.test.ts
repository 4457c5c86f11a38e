import { describe, expect, it } from "vitest";
import { behind, type LegSound, score } from "./sounds";

const leg: LegSound = {
  segment: 1,
  side: "Agent",
  service: "s",
  person: "p",
  personName: "Maya",
  codec: "alaw",
  startedAt: "2026-03-02T09:00:00Z",
  seconds: 60,
  grade: "Poor",
  score: 3.38,
  worstScore: 2.4,
  receivedLoss: 0.1,
  sentLoss: null,
  jitterMilliseconds: 12.4,
  roundTripMilliseconds: null,
};

describe("score", () => {
  it("never reads better than the grade that it stands beside", () => {
    expect(score(3.599, "sv")).toBe("3,5");
    expect(score(3.6, "sv")).toBe("3,6");
    expect(score(4.4, "en")).toBe("4.4");
    expect(score(null, "sv")).toBe("–");
  });
});

describe("behind", () => {
  it("tells what was measured, in the reader's numbers, and leaves out what nobody knows", () => {
    expect(behind(leg, "sv")).toEqual([
      { name: "receivedLoss", value: expect.stringMatching(/^10,0\s%$/) },
      { name: "jitter", value: "12" },
      { name: "score", value: "3,3" },
      { name: "worst", value: "2,4" },
    ]);
  });

  it("tells both ways when the other end reports what it gets", () => {
    const names = behind({ ...leg, sentLoss: 0, roundTripMilliseconds: 31 }, "en").map((it) => it.name);

    expect(names).toEqual(["receivedLoss", "sentLoss", "jitter", "roundTrip", "score", "worst"]);
  });
});
