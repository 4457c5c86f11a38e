import {
  exitsOf,
  type Flow,
  hasKeys,
  languagesOf,
  leadsToService,
  limits,
  menuKeys,
  type Step,
  speaks,
  stepOf,
  takesKeys,
  type When,
} from "./model";
import { reached } from "./order";

/** What keeps a flow from being published: at which step (none: the flow itself), in which field, and how. As the server says it. */
export type Mistake = { step: string | null; field: string; code: string };

type Wrong = (field: string, code: string) => void;
type Known = (service: string | null | undefined) => boolean;

/** The services that take calls, and those that take messages. */
export type Taking = { calls: ReadonlySet<string>; messages: ReadonlySet<string> };

/**
 * Everything that must be mended, in the order of the steps. Which hosts may be asked only the server knows.
 * @param taking The services that there are; without them, any will do.
 */
export function mistakesOf(flow: Flow, taking: Taking | undefined): Mistake[] {
  const known: Known = (id) => !taking || taking.calls.has(id ?? "");
  const takes: Known = (id) => !taking || taking.messages.has(id ?? "");
  const found = reached(flow, flow.start);
  const mistakes: Mistake[] = [];
  const of =
    (step: string | null): Wrong =>
    (field, code) =>
      mistakes.push({ step, field, code });
  checkService("person", flow.person, known, of(null));
  checkWay(flow, "start", flow.start, of(null));
  for (const step of flow.steps) {
    checkStep(flow, step, step.kind === "message" ? takes : known, of(step.id));
    if (!found.has(step.id)) of(step.id)("id", "unreached");
    if (!takesKeys(step.kind) && comesBack(flow, step)) of(step.id)("next", "endless");
  }
  return mistakes;
}

function checkStep(flow: Flow, step: Step, known: Known, wrong: Wrong) {
  if (speaks(step.kind) && step.kind !== "handler" && step.kind !== "message")
    for (const it of languagesOf(flow))
      if (!step.text?.[it]?.trim() && !step.sounds?.[it]) wrong(`text.${it}`, "missing");
  if (hasKeys(step.kind)) checkKeys(step, wrong);
  if (step.kind === "speech") checkSpeech(step, wrong);
  if (step.kind === "digits") checkDigits(step, wrong);
  if (step.kind === "lookUp") checkLookUp(step, wrong);
  if (step.kind === "decide") checkBranches(step, known, wrong);
  if (leadsToService(step.kind)) checkService("service", step.service, known, wrong);
  for (const it of exitsOf(step)) checkWay(flow, it.id, it.next, wrong);
}

function checkService(field: string, service: string | null | undefined, known: Known, wrong: Wrong) {
  if (!service) wrong(field, "missing");
  else if (!known(service)) wrong(field, "unknown");
}

function checkWay(flow: Flow, field: string, to: string | null | undefined, wrong: Wrong) {
  if (!stepOf(flow, to)) wrong(field, to ? "unknown" : "missing");
}

function checkKeys(step: Step, wrong: Wrong) {
  const keys = step.keys ?? [];
  if (keys.length === 0) wrong("keys", "missing");
  for (const [index, { key, label }] of keys.entries()) {
    if (!(menuKeys as readonly string[]).includes(key)) wrong(`keys.${index}.key`, key === "0" ? "taken" : "wrong");
    if (keys.findIndex((it) => it.key === key) < index) wrong(`keys.${index}.key`, "twice");
    if (!label.trim()) wrong(`keys.${index}.label`, "missing");
  }
}

function checkSpeech(step: Step, wrong: Wrong) {
  const keys = step.keys ?? [];
  if (keys.length === 1) wrong("keys", "missing");
  const seconds = step.seconds ?? 0;
  if (seconds < limits.leastSpoken || seconds > limits.spoken) wrong("seconds", "wrong");
  for (const [index, { examples }] of keys.entries())
    if ((examples ?? []).filter((it) => it.trim()).length < limits.leastExamples)
      wrong(`keys.${index}.examples`, "missing");
}

function checkDigits(step: Step, wrong: Wrong) {
  if (!step.name) wrong("name", "missing");
  else if (!/^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(step.name)) wrong("name", "wrong");
  const isCount = (it: number | null | undefined) => typeof it === "number" && it >= 1 && it <= limits.digits;
  if (!isCount(step.least)) wrong("least", "wrong");
  if (!isCount(step.most) || step.most! < (step.least ?? 0)) wrong("most", "wrong");
}

function checkLookUp(step: Step, wrong: Wrong) {
  if (!step.url?.trim()) wrong("url", "missing");
  else if (!/^https?:\/\/[^/{}\s]+/.test(step.url)) wrong("url", "wrong");
  const seconds = step.seconds ?? 0;
  if (seconds < 1 || seconds > limits.seconds) wrong("seconds", "wrong");
}

function checkBranches(step: Step, known: Known, wrong: Wrong) {
  const branches = step.branches ?? [];
  if (branches.length === 0) wrong("branches", "missing");
  for (const [index, { when }] of branches.entries()) {
    const field = `branches.${index}`;
    if (asksService(when)) checkService(`${field}.service`, when.service, known, wrong);
    if (when.kind === "waitingOver" && !((when.minutes ?? 0) >= 1 && when.minutes! <= limits.minutes))
      wrong(`${field}.minutes`, "wrong");
    if (when.kind === "variable" && !when.name) wrong(`${field}.name`, "missing");
    if (when.kind === "variable" && !when.value) wrong(`${field}.value`, "missing");
  }
}

export function asksService(when: When): boolean {
  return when.kind === "open" || when.kind === "closed" || when.kind === "waitingOver";
}

/** From a step back to it, without any step between where the caller does something. */
function comesBack(flow: Flow, step: Step): boolean {
  const ways = exitsOf(step).map((it) => it.next);
  return ways.some((it) => reached(flow, it, (one) => !takesKeys(one.kind)).has(step.id));
}

/** The mistakes of one step, or of the flow itself. */
export function at(mistakes: readonly Mistake[], step: string | null): Mistake[] {
  return mistakes.filter((it) => it.step === step);
}
