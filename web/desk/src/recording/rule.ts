import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import type { Texts } from "../texts/best";

export type RecordingRule = Schemas["RecordingRuleView"];
export type RecordingDraft = Schemas["RecordingDraft"];

export const bases = ["LegitimateInterest", "Consent", "Contract", "LegalObligation", "PublicTask"] as const;

export const ruleQuery = (service: string) =>
  queryOptions({
    queryKey: ["recording", service],
    queryFn: () => told(api.GET("/api/v1/services/{id}/recording", { params: { path: { id: service } } })),
    staleTime: 60_000,
  });

export function draftOf(it: RecordingRule): RecordingDraft {
  const { isOn, basis, purpose, agreedOn, agreement, announcement, days, copyDays } = it;
  return { isOn, basis, purpose, agreedOn, agreement, announcement, days, copyDays };
}

/** What is still to be registered before recording can be switched on. */
export function missing(draft: RecordingDraft): ("basis" | "agreement" | "announcement")[] {
  return [
    ...(draft.basis && draft.purpose.trim() ? [] : (["basis"] as const)),
    ...(draft.agreedOn && draft.agreement.trim() ? [] : (["agreement"] as const)),
    ...(Object.values(draft.announcement as Texts).some((it) => it?.trim()) ? [] : (["announcement"] as const)),
  ];
}
