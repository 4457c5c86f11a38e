import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import type { Flow } from "./model";

export type FlowView = Schemas["FlowView"];
export type FlowDetail = Schemas["FlowDetail"];
export type Benefit = Schemas["FlowBenefit"];

export const flowsQuery = queryOptions({
  queryKey: ["flows"],
  queryFn: () => told(api.GET("/api/v1/flows")),
  staleTime: 60_000,
});

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: ["flows", id],
    queryFn: () => told(api.GET("/api/v1/flows/{id}", { params: { path: { id } } })),
    staleTime: 60_000,
  });

/** A version as it was published; it never changes. */
export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ["flows", id, "versions", number],
    queryFn: () => told(api.GET("/api/v1/flows/{id}/versions/{number}", { params: { path: { id, number } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const benefitQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["flows", id, "benefit", from, to],
    queryFn: () => told(api.GET("/api/v1/flows/{id}/benefit", { params: { path: { id }, query: { from, to } } })),
    staleTime: 60_000,
  });

/** A flow as it is edited. */
export type FlowForm = { name: string; definition: Flow; isArchived: boolean };

export function formOf(it: FlowDetail | undefined): FlowForm {
  return {
    name: it?.name ?? "",
    definition: it?.definition ?? { language: "sv", person: null, start: null, steps: [] },
    isArchived: it?.isArchived ?? false,
  };
}

/** What a new flow begins with: a welcome, and then the queue of a service. */
export function firstFlow(language: string, person: string, welcome: string): Flow {
  return {
    language,
    person,
    start: "welcome",
    steps: [
      { id: "welcome", kind: "say", text: { [language]: welcome }, next: "queue-1", x: 0, y: 0 },
      { id: "queue-1", kind: "queue", service: person, x: 0, y: 0 },
    ],
  };
}
