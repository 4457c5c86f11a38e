import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import type { Texts } from "../texts/best";

export type PhoneNumber = Schemas["NumberView"];
export type NumberDraft = Schemas["NumberDraft"];

export const numbersQuery = queryOptions({
  queryKey: ["numbers"],
  queryFn: () => told(api.GET("/api/v1/numbers")),
  staleTime: 60_000,
});

/** Whether an exchange is connected, where to try numbers, and what is said where nobody has written anything else. */
export const telephonyQuery = queryOptions({
  queryKey: ["numbers", "telephony"],
  queryFn: () => told(api.GET("/api/v1/numbers/telephony")),
  staleTime: 60_000,
});

export type NumberForm = {
  name: string;
  dialled: string;
  service: string;
  language: string;
  greeting: Texts;
  closed: Texts;
  full: Texts;
  isArchived: boolean;
  callbackKey: string | null;
  otherKey: string | null;
  otherService: string | null;
  flow: string | null;
  isFax: boolean;
};

/** What is kept as it is shown for editing, or a new number. */
export function formOf(it: PhoneNumber | undefined): NumberForm {
  return {
    name: it?.name ?? "",
    dialled: it?.dialled ?? "",
    service: it?.service ?? "",
    language: it?.language ?? "sv",
    greeting: it?.greeting ?? {},
    closed: it?.closed ?? {},
    full: it?.full ?? {},
    isArchived: it?.isArchived ?? false,
    callbackKey: it?.callbackKey ?? null,
    otherKey: it?.otherKey ?? null,
    otherService: it?.otherService ?? null,
    flow: it?.flow ?? null,
    isFax: it?.isFax ?? false,
  };
}

const noService = "00000000-0000-0000-0000-000000000000";

/** As the server wants it. */
export function draftOf(form: NumberForm): NumberDraft {
  const flow = form.isFax ? null : form.flow;
  return { ...form, flow, dialled: form.dialled.trim(), service: form.service || noService };
}

/** What a SIP phone dials to try a number. */
export function tryAddress(dialled: string, sip: string | null | undefined): string | null {
  return sip ? `sip:${dialled}@${sip}` : null;
}
