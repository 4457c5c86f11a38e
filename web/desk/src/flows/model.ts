import type { Schemas } from "../api/api";

/** What happens to a call, step by step. */
export type Flow = Schemas["FlowDefinition"];

/** One step: what its kind needs is filled in, the rest is absent. */
export type Step = Schemas["FlowStep"];
export type Key = Schemas["FlowKey"];
export type Branch = Schemas["FlowBranch"];

/** What a branch asks. */
export type When = Schemas["FlowCondition"];

/** What a step can do. */
export type Kind = Schemas["StepKind"];

/** The kinds that are offered for new steps. */
export const kinds = [
  "say",
  "menu",
  "digits",
  "speech",
  "lookUp",
  "decide",
  "handler",
  "queue",
  "callback",
  "message",
  "hangUp",
] as const satisfies Kind[];

/** What can be asked, in the order in which it is offered. */
export const conditions = [
  "open",
  "closed",
  "waitingOver",
  "known",
  "openContact",
  "variable",
] as const satisfies When["kind"][];

/** A way out of a step: the field that says where it leads, and where. */
export type Exit = { id: string; next: string | null };

export const limits = {
  steps: 200,
  text: 1_000,
  label: 100,
  branches: 12,
  digits: 20,
  seconds: 10,
  minutes: 600,
  url: 500,
  examples: 50,
  example: 200,
  leastExamples: 3,
  leastSpoken: 3,
  spoken: 20,
} as const;

/** The kinds that end a flow. */
export function isEnd(kind: Kind): boolean {
  return kind === "queue" || kind === "callback" || kind === "message" || kind === "hangUp";
}

/** The kinds at which the caller waits for a service in some way: on the line, at home, or with what he has said. */
export const leadsToService = (kind: Kind) => kind === "queue" || kind === "callback" || kind === "message";

/** The kinds whose ways out are keys. */
export const hasKeys = (kind: Kind) => kind === "menu" || kind === "speech";

/** The ways out of a step, in the order in which they are shown. */
export function exitsOf(step: Step): Exit[] {
  if (isEnd(step.kind)) return [];
  const next = { id: "next", next: step.next ?? null };
  if (hasKeys(step.kind))
    return (step.keys ?? []).map((it, index) => ({ id: `keys.${index}.next`, next: it.next ?? null }));
  if (step.kind === "lookUp") return [next, { id: "onFailed", next: step.onFailed ?? null }];
  if (step.kind === "decide")
    return [
      ...(step.branches ?? []).map((it, index) => ({ id: `branches.${index}.next`, next: it.next ?? null })),
      next,
    ];
  return [next];
}

/** The step with one way out leading elsewhere. */
export function led(step: Step, exit: string, to: string | null): Step {
  if (exit === "onFailed") return { ...step, onFailed: to };
  const [list, index] = exit.split(".");
  const turned = <T extends { next?: string | null }>(all: T[] | null | undefined) =>
    (all ?? []).map((it, at) => (at === Number(index) ? { ...it, next: to } : it));
  if (list === "keys") return { ...step, keys: turned(step.keys) };
  if (list === "branches") return { ...step, branches: turned(step.branches) };
  return { ...step, next: to };
}

export function stepOf(flow: Flow, id: string | null | undefined): Step | undefined {
  return flow.steps.find((it) => it.id === id);
}

/** The flow with one step changed. */
export function changed(flow: Flow, id: string, change: Partial<Step>): Flow {
  return { ...flow, steps: flow.steps.map((it) => (it.id === id ? { ...it, ...change } : it)) };
}

/** A new step of a kind, with an id that no other step has. */
export function newStep(flow: Flow, kind: Kind): Step {
  const word = kind.toLowerCase();
  let number = 1;
  while (stepOf(flow, `${word}-${number}`)) number += 1;
  const step = { id: `${word}-${number}`, kind, x: 0, y: 0 };
  switch (kind) {
    case "menu":
      return { ...step, text: {}, keys: [1, 2].map((it) => ({ key: String(it), label: "", next: null })) };
    case "speech":
      return {
        ...step,
        text: {},
        seconds: 10,
        keys: [1, 2].map((it) => ({ key: String(it), label: "", next: null, examples: [] })),
      };
    case "digits":
      return { ...step, text: {}, name: "", least: 1, most: 12, next: null };
    case "lookUp":
      return { ...step, url: "https://", seconds: 5, next: null, onFailed: null };
    case "decide":
      return { ...step, branches: [{ when: { kind: "open", service: flow.person }, next: null }], next: null };
    case "queue":
    case "callback":
      return { ...step, service: flow.person };
    case "message":
      return { ...step, text: {}, service: null };
    case "hangUp":
      return { ...step, text: {} };
    default:
      return { ...step, text: {}, next: null };
  }
}

/** Where a step can be put: after a way out of another, or first of all. */
export type Place = { step: string; exit: string } | "start";

/** The flow with a new step at a place; what was there comes after it. */
export function added(flow: Flow, kind: Kind, place: Place): { flow: Flow; id: string } {
  const step = newStep(flow, kind);
  const from = place === "start" ? undefined : stepOf(flow, place.step);
  const after =
    place === "start"
      ? flow.start
      : (exitsOf(from!).find((it) => it.id === (place as { exit: string }).exit)?.next ?? null);
  const [way] = exitsOf(step);
  const put = way && stepOf(flow, after) ? led(step, way.id, after) : step;
  const grown = { ...flow, steps: [...flow.steps, put] };
  return { flow: place === "start" ? { ...grown, start: step.id } : joined(grown, place, step.id), id: step.id };
}

/** The flow with a way out that leads to a step, or to nothing yet. */
export function joined(flow: Flow, place: { step: string; exit: string }, to: string | null): Flow {
  return { ...flow, steps: flow.steps.map((it) => (it.id === place.step ? led(it, place.exit, to) : it)) };
}

/** The flow without a step; what led to it leads to what came after it, where only one thing did. */
export function removed(flow: Flow, id: string): Flow {
  const gone = stepOf(flow, id);
  const ways = new Set(gone ? exitsOf(gone).map((it) => it.next) : []);
  const [only] = ways;
  const after = ways.size === 1 && only !== id ? (only ?? null) : null;
  const steps = flow.steps
    .filter((it) => it.id !== id)
    .map((step) => exitsOf(step).reduce((it, exit) => (exit.next === id ? led(it, exit.id, after) : it), step));
  return { ...flow, steps, start: flow.start === id ? (after ?? steps[0]?.id ?? null) : flow.start };
}

/** The digits that a menu can offer: 0 always leads to a person. */
export const menuKeys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"] as const;

/** The first key that the menu does not use yet. */
export function freeKey(keys: readonly Key[]): string | undefined {
  return menuKeys.find((it) => !keys.some((key) => key.key === it));
}

/** The languages that the flow speaks: the first one, and those that a key chooses. */
export function languagesOf(flow: Flow): string[] {
  const chosen = flow.steps.flatMap((it) => (hasKeys(it.kind) ? (it.keys ?? []) : [])).map((it) => it.language);
  return [...new Set([flow.language, ...chosen.filter((it): it is string => Boolean(it))])];
}

/** The names that callers' digits and look-ups give, for texts and conditions. */
export function variablesOf(flow: Flow): string[] {
  const typed = flow.steps.filter((it) => it.kind === "digits").map((it) => it.name ?? "");
  return [...new Set(typed.filter((it) => it !== ""))];
}

/** The kinds at which something is said. */
export const speaks = (kind: Kind) =>
  ["say", "menu", "digits", "speech", "handler", "message", "hangUp"].includes(kind);

/** The kinds at which a recording may be heard instead of the text: not where names of the day belong into it. */
export const canHaveSound = (kind: Kind) => speaks(kind) && kind !== "handler";

/** The kinds at which the caller does something. */
export const takesKeys = (kind: Kind) => ["menu", "digits", "speech", "handler"].includes(kind);
