import { exitsOf, type Flow, hasKeys, type Step, stepOf } from "./model";
import { outlineOf } from "./order";

export type Spot = { x: number; y: number };

/** The measures of the picture, in its own pixels. */
export const box = { width: 240, head: 38, text: 46, row: 28, end: 6, between: 78, below: 26 } as const;

/** Steps with several ways out show a row for each. */
export function hasRows(step: Step): boolean {
  return hasKeys(step.kind) || step.kind === "decide" || step.kind === "lookUp";
}

export function heightOf(step: Step): number {
  const rows = hasRows(step) ? exitsOf(step).length : 0;
  return box.head + box.text + (rows > 0 ? rows * box.row + box.end : 0);
}

/** How far down in a step's box one of its ways out begins. */
export function exitAt(step: Step, index: number): number {
  return hasRows(step) ? box.head + box.text + index * box.row + box.row / 2 : box.head / 2;
}

/**
 * A place for every step, from left to right: a step stands to the right of all that lead to it, level with the
 * first thing that comes after it, and nothing stands on anything else.
 */
export function placed(flow: Flow): ReadonlyMap<string, Spot> {
  const { numbers } = outlineOf(flow);
  const inOrder = [...numbers.keys()].map((it) => stepOf(flow, it)!);
  const columns = columnsOf(inOrder, numbers);
  const spots = new Map<string, Spot>();
  const free = inOrder.map(() => 0);
  const put = (step: Step, least: number): number => {
    const column = columns.get(step.id)!;
    const x = column * (box.width + box.between);
    const highest = Math.max(least, free[column]!);
    spots.set(step.id, { x, y: highest });
    let down = highest;
    let level: number | undefined;
    for (const exit of exitsOf(step)) {
      const after = stepOf(flow, exit.next);
      if (!after || spots.has(after.id)) continue;
      down = Math.max(down, put(after, down));
      level ??= down;
    }
    const y = level ?? highest;
    spots.set(step.id, { x, y });
    free[column] = y + heightOf(step) + box.below;
    return y;
  };
  for (const step of inOrder) if (!spots.has(step.id)) put(step, spots.size === 0 ? 0 : Math.max(0, ...free));
  return spots;
}

/** How many steps to the right each step stands; ways back do not count. */
function columnsOf(inOrder: Step[], numbers: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const columns = new Map(inOrder.map((it) => [it.id, 0]));
  const forward = inOrder.map((step) => ({
    step,
    after: exitsOf(step).flatMap((it) => (it.next && numbers.has(it.next) ? [it.next] : [])),
  }));
  const under = waysBack(inOrder);
  for (let round = 0; round < inOrder.length; round += 1) {
    let moved = false;
    for (const { step, after } of forward)
      for (const it of after) {
        const least = columns.get(step.id)! + 1;
        if (under.has(`${step.id} ${it}`) || columns.get(it)! >= least) continue;
        columns.set(it, least);
        moved = true;
      }
    if (!moved) break;
  }
  return columns;
}

/** The ways that lead back to a step that is still being followed: without them there is no ring. */
function waysBack(inOrder: Step[]): ReadonlySet<string> {
  const all = new Map(inOrder.map((it) => [it.id, it]));
  const back = new Set<string>();
  const done = new Set<string>();
  const following = new Set<string>();
  const follow = (step: Step) => {
    following.add(step.id);
    for (const { next } of exitsOf(step)) {
      const after = all.get(next ?? "");
      if (!after) continue;
      if (following.has(after.id)) back.add(`${step.id} ${after.id}`);
      else if (!done.has(after.id)) follow(after);
    }
    following.delete(step.id);
    done.add(step.id);
  };
  for (const step of inOrder) if (!done.has(step.id)) follow(step);
  return back;
}

/** The flow with its steps' places written into it, for whoever draws it elsewhere. */
export function withPlaces(flow: Flow): Flow {
  const spots = placed(flow);
  return { ...flow, steps: flow.steps.map((it) => ({ ...it, ...spots.get(it.id) })) };
}
