import { expect, test } from "vitest";
import { mistakesOf } from "./check";
import { heightOf, placed } from "./layout";
import { added, exitsOf, type Flow, joined, removed, type Step, stepOf } from "./model";
import { outlineOf } from "./order";

const town = "00000000-0000-0000-0000-000000000001";
const refuse = "00000000-0000-0000-0000-000000000002";
const services = new Set([town]);
const step = (it: Partial<Step> & Pick<Step, "id" | "kind">): Step => ({ x: 0, y: 0, ...it });
const sv = (text: string) => ({ sv: text });

const flow: Flow = {
  language: "sv",
  person: town,
  start: "hello",
  steps: [
    step({ id: "hello", kind: "say", text: sv("Välkommen."), next: "menu" }),
    step({
      id: "menu",
      kind: "menu",
      text: sv("För bygglov, tryck 1. För att höra det igen, tryck 2."),
      keys: [
        { key: "1", label: "Bygglov", next: "queue" },
        { key: "2", label: "Igen", next: "hello" },
      ],
    }),
    step({ id: "queue", kind: "queue", service: town }),
  ],
};

const find = (it: Flow) =>
  mistakesOf(it, { calls: services, messages: new Set([refuse]) }).map((one) => `${one.step} ${one.field} ${one.code}`);

test("a flow without mistakes can be published", () => {
  expect(find(flow)).toEqual([]);
});

test("a new step comes between the way out that it is put at and what came after it", () => {
  const { flow: grown, id } = added(flow, "say", { step: "menu", exit: "keys.0.next" });
  expect(exitsOf(stepOf(grown, "menu")!)[0]!.next).toBe(id);
  expect(stepOf(grown, id)!.next).toBe("queue");
});

test("a new step can be put first", () => {
  const { flow: grown, id } = added(flow, "decide", "start");
  expect(grown.start).toBe(id);
  expect(exitsOf(stepOf(grown, id)!)[0]!.next).toBe("hello");
});

test("what led to a step that is taken away leads to what came after it", () => {
  const { flow: grown, id } = added(flow, "say", { step: "menu", exit: "keys.0.next" });
  expect(removed(grown, id)).toEqual(flow);
  expect(removed(flow, "hello").start).toBe("menu");
});

test("what led to a menu that is taken away leads nowhere, and that is a mistake", () => {
  const without = removed(flow, "menu");
  expect(stepOf(without, "hello")!.next).toBeNull();
  expect(find(without)).toEqual(["hello next missing", "queue id unreached"]);
});

test("mistakes are told at the step and in the field that they concern", () => {
  const broken: Flow = {
    ...joined(flow, { step: "menu", exit: "keys.0.next" }, "ask"),
    steps: [
      step({ id: "hello", kind: "say", text: {}, next: "menu" }),
      step({
        id: "menu",
        kind: "menu",
        text: sv("Välj."),
        keys: [
          { key: "1", label: "Kysy", next: "ask", language: "fi" },
          { key: "1", label: "Se efter", next: "look" },
        ],
      }),
      step({
        id: "ask",
        kind: "digits",
        text: { sv: "Slå.", fi: "Näppäile." },
        name: "",
        least: 4,
        most: 2,
        next: "queue",
      }),
      step({ id: "look", kind: "lookUp", url: "bygg", seconds: 5, next: "queue", onFailed: null }),
      step({ id: "queue", kind: "queue", service: null }),
    ],
  };
  expect(find(broken)).toEqual([
    "hello text.sv missing",
    "hello text.fi missing",
    "menu text.fi missing",
    "menu keys.1.key twice",
    "ask name missing",
    "ask most wrong",
    "look url wrong",
    "look onFailed missing",
    "queue service missing",
  ]);
});

test("where somebody has recorded himself, no text is needed in that language", () => {
  const steps = flow.steps.map((it) => (it.id === "hello" ? { ...it, text: {}, sounds: { sv: town } } : it));
  expect(find({ ...flow, steps })).toEqual([]);
  expect(find({ ...flow, language: "fi", steps })).toContain("hello text.fi missing");
});

test("a message is left for a service that takes messages, and a callback asked of one that takes calls", () => {
  const ends = (kind: "message" | "callback", service: string): Flow => ({
    ...flow,
    steps: [step({ id: "hello", kind, service })],
  });
  expect(find(ends("message", refuse))).toEqual([]);
  expect(find(ends("callback", town))).toEqual([]);
  expect(find(ends("message", town))).toEqual(["hello service unknown"]);
  expect(find(ends("callback", refuse))).toEqual(["hello service unknown"]);
});

test("a ring in which nobody is asked anything is a mistake, one past a menu is not", () => {
  const ring: Flow = { ...flow, steps: [step({ id: "hello", kind: "say", text: sv("Hej."), next: "hello" })] };
  expect(find(ring)).toEqual(["hello next endless"]);
});

test("the outline goes down what comes next, into what is chosen, and says where it goes back", () => {
  const { lines, numbers, astray } = outlineOf(flow);
  expect(lines.map((it) => it.step.id)).toEqual(["hello", "menu"]);
  const [first, second] = lines[1]!.exits;
  expect(first!.lines.map((it) => it.step.id)).toEqual(["queue"]);
  expect(second!.back?.id).toBe("hello");
  expect([...numbers]).toEqual([
    ["hello", 1],
    ["menu", 2],
    ["queue", 3],
  ]);
  expect(astray).toEqual([]);
});

test("what nobody comes to stands apart in the outline, rings too", () => {
  const lost: Flow = {
    ...flow,
    steps: [
      ...flow.steps,
      step({ id: "one", kind: "say", next: "two" }),
      step({ id: "two", kind: "say", next: "one" }),
      step({ id: "three", kind: "say", next: "one" }),
    ],
  };
  expect(outlineOf(lost).astray.map((it) => it.step.id)).toEqual(["three", "one", "two"]);
});

test("no two steps are drawn on each other, and what comes after stands to the right", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const drawn = someFlow(seed);
    const spots = placed(drawn);
    expect(spots.size).toBe(drawn.steps.length);
    for (const a of drawn.steps)
      for (const b of drawn.steps) {
        const [one, other] = [spots.get(a.id)!, spots.get(b.id)!];
        if (a.id === b.id || one.x !== other.x) continue;
        const apart = one.y + heightOf(a) <= other.y || other.y + heightOf(b) <= one.y;
        expect(apart, `seed ${seed}: ${a.id} and ${b.id}`).toBe(true);
      }
  }
  const spots = placed(flow);
  expect(spots.get("hello")!.x).toBeLessThan(spots.get("menu")!.x);
  expect(spots.get("menu")!.x).toBeLessThan(spots.get("queue")!.x);
});

/** A flow of menus and sayings that lead anywhere, the same for the same seed. */
function someFlow(seed: number): Flow {
  let state = seed;
  const chance = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const ids = Array.from({ length: 3 + chance(40) }, (_, it) => `s-${it}`);
  const any = () => ids[chance(ids.length)]!;
  const steps = ids.map((id) =>
    chance(2) === 0
      ? step({ id, kind: "say", next: any() })
      : step({
          id,
          kind: "menu",
          keys: Array.from({ length: 1 + chance(5) }, (_, it) => ({ key: String(it + 1), label: "", next: any() })),
        }),
  );
  return { language: "sv", person: town, start: ids[0]!, steps };
}
