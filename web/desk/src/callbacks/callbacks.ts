import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";

export type Callback = Schemas["CallbackView"];
export type CallbackTry = Schemas["CallbackTryView"];

/** How many are to be called back, for whoever sees no board. */
export const callbackCountQuery = queryOptions({
  queryKey: ["callbacks", "count"],
  queryFn: () => told(api.GET("/api/v1/callbacks/count")),
  refetchInterval: 30_000,
});

/** Where somebody who is to be called back stands. */
export type Standing = "ended" | "pausing" | "comes" | "waits" | "offered" | "called" | "talks" | "wrapsUp";

export function standing(callback: Callback, now: number): Standing {
  if (callback.ending !== null) return "ended";
  if (!callback.now || callback.now.stage === "Closed")
    return callback.dueAt && Date.parse(callback.dueAt) > now ? "pausing" : "comes";
  if (callback.now.stage === "Offered") return "offered";
  if (callback.now.stage === "WrappingUp") return "wrapsUp";
  if (callback.now.stage === "Handled" || callback.now.stage === "Held")
    return callback.now.called === "Reached" ? "talks" : "called";
  return "waits";
}

/** Nobody has him at his ear, so he can be left alone. */
export function mayDiscard(it: Standing): boolean {
  return it === "pausing" || it === "comes" || it === "waits" || it === "offered";
}

/** How a try that is over came to its end: what calling said, or why nobody called. */
export function resultOf(it: CallbackTry): string {
  if (it.called && it.called !== "Dialling") return it.called;
  return it.outcome === "Discarded" ? "Discarded" : "NotCalled";
}
