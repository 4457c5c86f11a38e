import { queryOptions } from "@tanstack/react-query";
import { api, told } from "../api/api";
import type { Step } from "./model";

/** In which languages callers are heard. */
export const speechQuery = queryOptions({
  queryKey: ["speech"],
  queryFn: () => told(api.GET("/api/v1/speech")),
  staleTime: 300_000,
});

/** How a sentence would be understood at a step as it stands in the draft. */
export const triedOf = (step: Step, sentence: string) =>
  told(api.POST("/api/v1/speech/trials", { body: { keys: step.keys ?? [], sentence } }));

/** Whether there is something to choose between. */
export const canTry = (step: Step) =>
  (step.keys ?? []).filter((it) => it.label.trim() || (it.examples ?? []).some((one) => one.trim())).length > 1;
