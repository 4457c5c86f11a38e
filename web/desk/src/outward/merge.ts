import type { Schemas } from "../api/api";

export type Candidate = Schemas["ContactSummary"];

/** What is over is not merged, nor one whose citizen waits for an answer where he is: he is answered there. */
export function mayBeMerged(it: Candidate, into: string): boolean {
  const isLive = it.channel === "Voice" || it.channel === "Chat";
  return it.contact !== into && !isLive && it.stage !== "Closed" && it.stage !== "WrappingUp";
}

/** Only when both are known. */
export const areTwoPeople = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other;
