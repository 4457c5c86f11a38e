import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { isOn } from "../phone/phone";

export type DirectoryPerson = Schemas["DirectoryPerson"];
export type DirectoryService = Schemas["DirectoryService"];
export type Directory = Schemas["DeskDirectory"];

/** Somebody or something that a call can be sent to. */
export type Target =
  | { kind: "person"; id: string; person: DirectoryPerson }
  | { kind: "service"; id: string; service: DirectoryService };

/** Who and what can be reached, as things stand now. */
export function directoryQuery(search: string) {
  return queryOptions({
    queryKey: ["directory", search],
    queryFn: () => told(api.GET("/api/v1/desk/directory", { params: { query: { search } } })),
    refetchInterval: 4_000,
    placeholderData: keepPreviousData,
  });
}

export function useDirectory(search: string) {
  return useQuery(directoryQuery(search));
}

export function useWaitingCalls() {
  return useQuery({
    queryKey: ["waiting-calls"],
    queryFn: () => told(api.GET("/api/v1/desk/waiting-calls")),
    refetchInterval: 3_000,
  }).data;
}

/** In the order in which the list shows them. */
export function targetsIn(directory: Directory | undefined): Target[] {
  if (!directory) return [];
  return [
    ...directory.people.map((person): Target => ({ kind: "person", id: person.person, person })),
    ...directory.services.map((service): Target => ({ kind: "service", id: service.service, service })),
  ];
}

/** The target so many steps further; the list has two ends. */
export function stepped(targets: Target[], chosen: string | undefined, steps: number): string | undefined {
  const at = targets.findIndex((it) => it.id === chosen);
  const next = at < 0 ? (steps > 0 ? 0 : targets.length - 1) : at + steps;
  return targets[Math.min(Math.max(next, 0), targets.length - 1)]?.id;
}

/** How somebody stands, in one word. */
export type Standing = "free" | "inCall" | "busy" | "notReady" | "notAnswering" | "offline";

export function standingOf(person: DirectoryPerson): Standing {
  if (person.presence === "SignedOut") return "offline";
  if (person.isInCall) return "inCall";
  if (person.presence === "NotReady") return "notReady";
  if (person.presence === "NotAnswering") return "notAnswering";
  return person.isFree ? "free" : "busy";
}

/** Whoever is not there would never be reached: nobody is sent to him blind. */
export function mayTransfer(target: Target): boolean {
  return target.kind === "service" ? target.service.isOpen : target.person.presence !== "SignedOut";
}

/** Somebody is asked only where his phone can ring. */
export function mayAsk(target: Target): boolean {
  return target.kind === "person" && isOn(target.person.phone) && !target.person.isInCall;
}
