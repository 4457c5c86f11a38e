import { expect, test } from "vitest";
import type { Flow, Step } from "./model";
import { answered, begun, type Call, confirmed, decided, pressed, silent, spoken } from "./walk";

const town = "town";
const permits = "permits";
const step = (it: Partial<Step> & Pick<Step, "id" | "kind">): Step => ({ x: 0, y: 0, ...it });

const flow: Flow = {
  language: "sv",
  person: town,
  start: "hello",
  steps: [
    step({ id: "hello", kind: "say", text: { sv: "Välkommen." }, next: "menu" }),
    step({
      id: "menu",
      kind: "menu",
      text: { sv: "Ärende: 1. Suomeksi: 2.", fi: "Asia: 1." },
      keys: [
        { key: "1", label: "Ärende", next: "number" },
        { key: "2", label: "Suomi", next: "menu", language: "fi" },
        { key: "3", label: "Kö", next: "hours" },
      ],
    }),
    step({ id: "number", kind: "digits", text: { sv: "Slå numret." }, name: "case", least: 2, most: 4, next: "look" }),
    step({ id: "look", kind: "lookUp", url: "https://x.example.org/{case}", next: "tell", onFailed: "hours" }),
    step({ id: "tell", kind: "hangUp", text: { sv: "Ärende {case} är {status}." } }),
    step({
      id: "hours",
      kind: "decide",
      branches: [
        { when: { kind: "closed", service: permits }, next: "tell" },
        { when: { kind: "open", service: permits }, next: "queue" },
      ],
      next: null,
    }),
    step({ id: "queue", kind: "queue", service: permits }),
  ],
};

const keys = (call: Call, ...all: string[]) => all.reduce(pressed, call);
const said = (call: Call) => call.heard.filter((it) => it.by === "voice").map((it) => it.text);

test("a call hears what is said, types a number, and is told what was found", () => {
  const call = answered(keys(begun(flow), "1", "1", "7", "#"), { status: "klart" });
  expect(said(call)).toEqual(["Välkommen.", "Ärende: 1. Suomeksi: 2.", "Slå numret.", "Ärende 17 är klart."]);
  expect(call.end).toEqual({ how: "hangUp" });
});

test("the address that is asked has the digits in it, and the longest number needs no #", () => {
  expect(keys(begun(flow), "1", "1", "0", "3", "4").wait).toEqual({ for: "answer", url: "https://x.example.org/1034" });
});

test("0 leads to a person from a menu, and is a digit in a number", () => {
  expect(keys(begun(flow), "0").end).toEqual({ how: "asked", service: town });
  expect(keys(begun(flow), "1", "0").typed).toBe("0");
});

test("whoever is misunderstood three times comes to a person", () => {
  const twice = silent(keys(begun(flow), "9"));
  expect(twice.end).toBeNull();
  expect(pressed(twice, "8").end).toEqual({ how: "lost", service: town });
});

test("0 alone asks for a person among digits too, and what is typed counts without #", () => {
  expect(keys(begun(flow), "1", "0", "#").end).toEqual({ how: "asked", service: town });
  expect(silent(keys(begun(flow), "1", "1", "7")).wait?.for).toBe("answer");
});

test("nothing is asked of the other system when it is not known about what", () => {
  const early: Flow = { ...flow, start: "look" };
  expect(begun(early).wait?.for).toBe("fact");
});

test("a number that is too short is asked for again", () => {
  const again = keys(begun(flow), "1", "7", "#");
  expect(again.wait).toEqual({ for: "digits" });
  expect(again.typed).toBe("");
  expect(said(again).at(-1)).toBe("Slå numret.");
});

test("a key can choose the language, and what is not written in it is said in the first one", () => {
  const call = keys(begun(flow), "2");
  expect(said(call).at(-1)).toBe("Asia: 1.");
  expect(said(pressed(call, "1")).at(-1)).toBe("Slå numret.");
});

test("when the other system does not answer, the call goes on where the flow says", () => {
  const call = answered(keys(begun(flow), "1", "1", "7", "#"), null);
  expect(call.wait).toEqual({ for: "fact", when: { kind: "closed", service: permits } });
});

test("whether it is open is asked once: not closed is open", () => {
  const call = decided(keys(begun(flow), "3"), false);
  expect(call.end).toEqual({ how: "queue", service: permits });
});

test("what was typed can decide the way", () => {
  const branching: Flow = {
    ...flow,
    start: "number",
    steps: [
      { ...flow.steps[2]!, next: "which" },
      step({
        id: "which",
        kind: "decide",
        branches: [{ when: { kind: "variable", name: "case", value: "17" }, next: "queue" }],
        next: "bye",
      }),
      step({ id: "bye", kind: "hangUp", text: {} }),
      flow.steps[6]!,
    ],
  };
  expect(keys(begun(branching), "1", "7", "#").end?.how).toBe("queue");
  expect(keys(begun(branching), "1", "8", "#").end?.how).toBe("hangUp");
});

test("whoever has a handler is offered to come to him with 1, and else goes on", () => {
  const own: Flow = {
    ...flow,
    start: "own",
    steps: [step({ id: "own", kind: "handler", text: { sv: "Tryck 1." }, next: "queue" }), flow.steps[6]!],
  };
  expect(pressed(decided(begun(own), true), "1").end).toEqual({ how: "handler" });
  expect(pressed(decided(begun(own), true), "2").end?.how).toBe("queue");
  expect(decided(begun(own), false).end?.how).toBe("queue");
});

test("a ring that waits for nothing ends with a person", () => {
  const ring: Flow = { ...flow, steps: [step({ id: "hello", kind: "say", text: { sv: "Hej." }, next: "hello" })] };
  expect(begun(ring).end).toEqual({ how: "ring", service: town });
});

test("a way that leads nowhere is told", () => {
  expect(begun({ ...flow, start: null }).end).toEqual({ how: "nowhere" });
});

const open: Flow = {
  language: "sv",
  person: town,
  start: "ask",
  steps: [
    step({
      id: "ask",
      kind: "speech",
      text: { sv: "Vad gäller det?" },
      seconds: 10,
      keys: [
        { key: "1", label: "Bygglov", next: "queue", examples: ["jag vill bygga"] },
        { key: "2", label: "Annat", next: "bye", examples: ["något annat"] },
      ],
    }),
    step({ id: "queue", kind: "queue", service: permits }),
    step({ id: "bye", kind: "hangUp", text: { sv: "Hej då." } }),
  ],
};

test("whoever is surely understood is led there, and may press a key instead", () => {
  expect(spoken(begun(open), "mitt bygglov", "Surely", "1").end).toEqual({ how: "queue", service: permits });
  expect(keys(begun(open), "2").end).toEqual({ how: "hangUp" });
  expect(keys(begun(open), "0").end).toEqual({ how: "asked", service: town });
});

test("whoever is probably understood is asked whether it is so", () => {
  const call = spoken(begun(open), "bygga kanske", "Probably", "1");
  expect(confirmed(call, true).end).toEqual({ how: "queue", service: permits });
  expect(keys(call, "1").end).toEqual({ how: "queue", service: permits });
  expect(keys(call, "2").wait).toEqual({ for: "speech" });
});

test("whoever is not understood twice chooses by keys", () => {
  const call = silent(spoken(begun(open), "zebror", "No", null));
  expect(call.wait).toEqual({ for: "key" });
  expect(call.heard.at(-1)).toEqual({ by: "note", text: "keys" });
  expect(keys(call, "1").end).toEqual({ how: "queue", service: permits });
});

test("a call ends with a message that is left, after the step's words or the service's, or with a callback", () => {
  const ends = (it: Partial<Step> & Pick<Step, "kind">): Flow => ({
    ...flow,
    start: "end",
    steps: [step({ id: "end", service: permits, ...it })],
  });
  const told = begun(ends({ kind: "message", text: { sv: "Tala in." } }));
  expect([said(told), told.end]).toEqual([["Tala in."], { how: "message", service: permits }]);
  expect(begun(ends({ kind: "message" })).heard).toEqual([{ by: "note", text: "message" }]);
  expect(begun(ends({ kind: "callback" })).end).toEqual({ how: "callback", service: permits });
});
