import { type Branch, type Flow, type Key, languagesOf, type Step, stepOf, type When } from "./model";

/** A line of the test call: what the voice says, what the caller presses or says, or what happens unheard. */
export type Heard = { by: "voice" | "caller" | "speaker" | "note"; text: string };

/** What the call waits for: a key, digits, or an answer to what only the day knows. */
export type Wait =
  | { for: "key" }
  | { for: "speech" }
  | { for: "confirm"; key: Key }
  | { for: "digits" }
  | { for: "fact"; when: When }
  | { for: "handler" }
  | { for: "answer"; url: string };

/** How the call came out of the flow. */
export type End = {
  how: "queue" | "callback" | "message" | "hangUp" | "handler" | "asked" | "lost" | "ring" | "nowhere";
  service?: string | null;
};

/** A test call as it stands. Nothing in it changes: each press gives the next. */
export type Call = {
  flow: Flow;
  step: string | null;
  language: string;
  values: Record<string, string>;
  facts: Record<string, boolean>;
  typed: string;
  misses: number;
  heard: Heard[];
  wait: Wait | null;
  end: End | null;
};

/** How often a caller is asked to speak before he is asked for a key. */
const mostUnclear = 2;

/** How often a caller may be misunderstood before a person takes over. */
const patience = 3;

/** A name in braces. */
const names = /\{([A-Za-z][A-Za-z0-9_]{0,39})\}/g;

/** So many steps without waiting for anything are a ring. */
const mostSteps = 200;

export function begun(flow: Flow): Call {
  const call: Call = {
    flow,
    step: flow.start,
    language: flow.language,
    values: {},
    facts: {},
    typed: "",
    misses: 0,
    heard: [],
    wait: null,
    end: null,
  };
  return walked(call, flow.start);
}

/** The caller presses a key: 0 leads to a person, but among digits it is one of them. */
export function pressed(call: Call, key: string): Call {
  if (call.end || !call.wait || call.wait.for === "fact" || call.wait.for === "answer") return call;
  if (call.wait.for === "digits") return typed(call, key);
  const told = heard(call, { by: "caller", text: key });
  if (key === "0") return ended(told, { how: "asked", service: call.flow.person });
  const step = stepOf(call.flow, call.step)!;
  if (step.kind === "handler") return key === "1" ? ended(told, { how: "handler" }) : walked(told, step.next);
  if (call.wait.for === "confirm" && (key === "1" || key === "2")) return confirmed(told, key === "1");
  const chosen = step.keys?.find((it) => it.key === key);
  if (!chosen && step.kind === "speech" && call.wait.for !== "key") return byKeys(told);
  if (!chosen) return missed(told, step);
  return walked({ ...told, language: chosen.language || told.language }, chosen.next);
}

/** The caller says and presses nothing. */
export function silent(call: Call): Call {
  if (call.end || !call.wait || call.wait.for === "fact" || call.wait.for === "answer") return call;
  const step = stepOf(call.flow, call.step)!;
  if (call.wait.for === "digits" && call.typed) return taken(heard(call, { by: "caller", text: call.typed }), step);
  const told = heard(call, { by: "note", text: "silence" });
  if (call.wait.for === "speech" || call.wait.for === "confirm") return unclear(told, step);
  return step.kind === "handler" ? walked(told, step.next) : missed(told, step);
}

/** The caller says something; how it is understood the server has told. */
export function spoken(call: Call, text: string, how: "Surely" | "Probably" | "No", key: string | null): Call {
  if (call.wait?.for !== "speech") return call;
  const step = stepOf(call.flow, call.step)!;
  const told = heard(call, { by: "speaker", text });
  const chosen = step.keys?.find((it) => it.key === key);
  if (how === "No" || !chosen) return unclear(told, step);
  if (how === "Surely") return walked(told, chosen.next);
  return { ...told, wait: { for: "confirm", key: chosen } };
}

/** Whether the caller means what was supposed. */
export function confirmed(call: Call, isSo: boolean): Call {
  if (call.wait?.for !== "confirm") return call;
  return isSo ? walked(call, call.wait.key.next) : unclear(call, stepOf(call.flow, call.step)!);
}

function unclear(call: Call, step: Step): Call {
  const misses = call.misses + 1;
  if (misses >= mostUnclear) return byKeys(call);
  const told = heard({ ...call, misses }, { by: "note", text: "missed" });
  return { ...said(told, step), wait: { for: "speech" } };
}

/** From here on it is a menu. */
function byKeys(call: Call): Call {
  return { ...heard(call, { by: "note", text: "keys" }), misses: 0, wait: { for: "key" } };
}

/** Whoever tries says how it is on that day. */
export function decided(call: Call, holds: boolean): Call {
  if (call.wait?.for === "handler") {
    const step = stepOf(call.flow, call.step)!;
    if (holds) return { ...offered(call, step), wait: { for: "key" } };
    return walked(call, step.next);
  }
  if (call.wait?.for !== "fact") return call;
  const [name, turned] = factOf(call.wait.when);
  return walked({ ...call, facts: { ...call.facts, [name]: turned ? !holds : holds } }, call.step);
}

/** What the other system answers; nothing when it does not. */
export function answered(call: Call, values: Record<string, string> | null): Call {
  if (call.wait?.for !== "answer") return call;
  const step = stepOf(call.flow, call.step)!;
  const told = heard(call, { by: "note", text: values ? "answered" : "failed" });
  return values ? walked({ ...told, values: { ...told.values, ...values } }, step.next) : walked(told, step.onFailed);
}

/** On from a step, up to the next thing that the call waits for. */
function walked(from: Call, to: string | null | undefined): Call {
  let call: Call = { ...from, wait: null, typed: "", misses: 0 };
  let at = to;
  for (let count = 0; count < mostSteps; count += 1) {
    const step = stepOf(call.flow, at);
    if (!step) return ended(call, { how: "nowhere" });
    call = { ...call, step: step.id };
    if (step.kind === "say") [call, at] = [said(call, step), step.next];
    else if (step.kind === "decide") {
      const open = undecided(call, step);
      if (open) return { ...call, wait: { for: "fact", when: open.when } };
      at = (step.branches ?? []).find((it) => holds(call, it.when))?.next ?? otherwise(call, step);
    } else return come(call, step);
  }
  return ended(call, { how: "ring", service: call.flow.person });
}

/** The call comes to a step at which it waits or ends. */
function come(call: Call, step: Step): Call {
  switch (step.kind) {
    case "menu":
      return { ...said(call, step), wait: { for: "key" } };
    case "speech":
      return { ...said(call, step), wait: { for: "speech" } };
    case "digits":
      return { ...said(call, step), wait: { for: "digits" } };
    case "lookUp":
      return asked(call, step);
    case "handler":
      return { ...call, wait: { for: "handler" } };
    case "queue":
    case "callback":
      return ended(call, { how: step.kind, service: step.service });
    case "message":
      return ended(wordsOf(call, step) ? said(call, step) : heard(call, { by: "note", text: "message" }), {
        how: "message",
        service: step.service,
      });
    default:
      return ended(said(call, step), { how: "hangUp" });
  }
}

/** Asks another system; not when something that belongs into the address is not known. */
function asked(call: Call, step: Step): Call {
  const url = step.url ?? "";
  const isKnown = [...url.matchAll(names)].every((it) => call.values[it[1]!]?.trim());
  if (isKnown) return { ...call, wait: { for: "answer", url: filled(url, call.values) } };
  return walked(heard(call, { by: "note", text: "failed" }), step.onFailed);
}

function otherwise(call: Call, step: Step): string | null | undefined {
  const held = (step.branches ?? []).some((it) => holds(call, it.when));
  return held ? null : step.next;
}

/** The first condition before one that holds, of which nobody has said whether it does. */
function undecided(call: Call, step: Step): Branch | undefined {
  for (const it of step.branches ?? []) {
    const known = holds(call, it.when);
    if (known === undefined) return it;
    if (known) return undefined;
  }
  return undefined;
}

function holds(call: Call, when: When): boolean | undefined {
  if (when.kind === "variable") return plain(call.values[when.name ?? ""]) === plain(when.value ?? "");
  const [name, turned] = factOf(when);
  const known = call.facts[name];
  return known === undefined ? undefined : turned ? !known : known;
}

/** Values are compared without outer blanks, in small letters. */
const plain = (text: string | undefined) => text?.trim().toLowerCase();

/** What a condition is remembered as; closed is the contrary of open. */
function factOf(when: When): [name: string, turned: boolean] {
  const kind = when.kind === "closed" ? "open" : when.kind;
  return [
    [kind, when.service ?? "", when.kind === "waitingOver" ? when.minutes : ""].join(" "),
    when.kind === "closed",
  ];
}

function typed(call: Call, key: string): Call {
  if (key === "*") return call;
  const step = stepOf(call.flow, call.step)!;
  const number = key === "#" ? call.typed : call.typed + key;
  if (key !== "#" && number.length < (step.most ?? 12)) return { ...call, typed: number };
  return taken(heard({ ...call, typed: number }, { by: "caller", text: number || key }), step);
}

/** What was typed is enough, or is asked for again; 0 alone asks for a person here too. */
function taken(call: Call, step: Step): Call {
  if (call.typed === "0") return ended(call, { how: "asked", service: call.flow.person });
  if (call.typed.length < (step.least ?? 1)) return missed(call, step);
  return walked({ ...call, values: { ...call.values, [step.name ?? ""]: call.typed } }, step.next);
}

function missed(call: Call, step: Step): Call {
  const misses = call.misses + 1;
  if (misses >= patience) return ended(call, { how: "lost", service: call.flow.person });
  const told = heard({ ...call, misses, typed: "" }, { by: "note", text: "missed" });
  if (step.kind === "speech") return { ...heard(told, { by: "note", text: "keys" }), wait: call.wait };
  return { ...said(told, step), wait: call.wait };
}

/** What is offered to somebody with an open contact: in the flow's own words, or the usual ones. */
function offered(call: Call, step: Step): Call {
  const known = { ...call, values: { ...call.values, service: "…", handler: "…" } };
  const text = wordsOf(known, step);
  return heard(call, text ? { by: "voice", text } : { by: "note", text: "offer" });
}

function said(call: Call, step: Step): Call {
  const text = wordsOf(call, step);
  if (!text) return step.sounds ? heard(call, { by: "note", text: "sound" }) : call;
  return heard(call, { by: "voice", text });
}

/** What is said at a step, in the caller's language or else the flow's. */
function wordsOf(call: Call, step: Step): string {
  const all = step.text ?? {};
  const language = [call.language, ...languagesOf(call.flow)].find((it) => all[it]?.trim());
  return filled(language ? all[language]! : "", call.values);
}

/** The text with what is known in place of its {names}. */
export function filled(text: string, values: Record<string, string>): string {
  return text.replaceAll(names, (_, name: string) => values[name] ?? "");
}

function heard(call: Call, line: Heard): Call {
  return { ...call, heard: [...call.heard, line] };
}

function ended(call: Call, end: End): Call {
  return { ...call, wait: null, end };
}
