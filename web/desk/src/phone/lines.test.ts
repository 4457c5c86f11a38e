import { expect, test } from "vitest";
import { type Line, openAll } from "./lines";
import type { WireEvents } from "./softphone";

/** Two exchanges that do as they are told, and what is heard of them. */
async function two() {
  const heard: string[] = [];
  const at: WireEvents[] = [];
  const waiting: (() => void)[] = [];
  const asked = [0, 0];
  let closed = 0;
  const wire = await openAll(
    ["wss://a.example/ws", "wss://b.example/ws"],
    async (_address, events): Promise<Line> => {
      const own = at.push(events) - 1;
      return { close: () => void closed++, register: () => void asked[own]!++ };
    },
    {
      registered: () => void heard.push("registered"),
      lost: () => void heard.push("lost"),
      refused: () => void heard.push("refused"),
      rings: () => ({ talking: () => undefined, ended: () => undefined }),
    },
    (_failures, act) => {
      waiting.push(act);
      return () => void waiting.splice(waiting.indexOf(act), 1);
    },
  );
  return { a: at[0]!, b: at[1]!, heard, waiting, asked, wire, closed: () => closed };
}

test("The line stands as long as one of two exchanges does", async () => {
  const { a, b, heard } = await two();
  a.registered();
  b.lost();
  expect(heard).toEqual(["registered"]);
  a.lost();
  expect(heard).toEqual(["registered", "lost"]);
});

test("One exchange that refuses us is asked again, and does not end the other's line", async () => {
  const { a, b, heard, waiting, asked } = await two();
  a.registered();
  b.refused();
  expect(heard).toEqual(["registered"]);
  waiting.shift()!();
  expect(asked).toEqual([0, 1]);
  b.registered();
  b.refused();
  b.refused();
  expect(heard).toEqual(["registered", "registered"]);
});

test("An exchange that goes on refusing us means that we need a new password", async () => {
  const { a, b, heard } = await two();
  a.registered();
  b.refused();
  b.refused();
  b.refused();
  expect(heard).toEqual(["registered", "refused"]);
});

test("Nothing is asked any more after the line is closed", async () => {
  const { a, b, waiting, wire, closed } = await two();
  a.registered();
  b.refused();
  expect(waiting.length).toBe(1);
  wire.close();
  expect(waiting.length).toBe(0);
  expect(closed()).toBe(2);
});
