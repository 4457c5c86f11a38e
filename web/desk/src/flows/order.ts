import { type Exit, exitsOf, type Flow, hasKeys, type Step, stepOf } from "./model";

/** A step in the outline, and what each of its ways out leads to. */
export type Line = { step: Step; number: number; exits: (Exit & { lines: Line[]; back?: Step })[] };

/** The flow as it is read: from the start, each way out to its end; and what nobody comes to. */
export type Outline = { lines: Line[]; astray: Line[]; numbers: ReadonlyMap<string, number> };

export function outlineOf(flow: Flow): Outline {
  const numbers = new Map<string, number>();
  const follow = (from: string | null): Line[] => {
    const lines: Line[] = [];
    let step = stepOf(flow, from);
    while (step && !numbers.has(step.id)) {
      numbers.set(step.id, numbers.size + 1);
      const line: Line = { step, number: numbers.size, exits: [] };
      lines.push(line);
      const exits = exitsOf(step);
      const [only] = exits;
      const after: Step | undefined = exits.length === 1 && !hasKeys(step.kind) ? stepOf(flow, only!.next) : undefined;
      // What simply comes next stands below, not within.
      if (after && !numbers.has(after.id)) {
        line.exits.push({ ...only!, lines: [] });
        step = after;
        continue;
      }
      for (const exit of exits) {
        const seen = stepOf(flow, exit.next);
        const back = seen && numbers.has(seen.id) ? seen : undefined;
        line.exits.push({ ...exit, back, lines: back ? [] : follow(exit.next) });
      }
      break;
    }
    return lines;
  };
  const lines = follow(flow.start);
  const astray = flow.steps.flatMap((it) => (numbers.has(it.id) || isLedTo(flow, it, numbers) ? [] : follow(it.id)));
  // Steps that lead to each other in a ring, and to which nothing else leads.
  const rings = flow.steps.flatMap((it) => (numbers.has(it.id) ? [] : follow(it.id)));
  return { lines, astray: [...astray, ...rings], numbers };
}

/** Whether another step that is not in the outline yet leads to it: then it stands below that one. */
function isLedTo(flow: Flow, step: Step, numbers: ReadonlyMap<string, number>): boolean {
  return flow.steps.some(
    (it) => it.id !== step.id && !numbers.has(it.id) && exitsOf(it).some((exit) => exit.next === step.id),
  );
}

/** The steps that a call can come to from one, with that one; beyond some kinds only when `goesOn` says so. */
export function reached(
  flow: Flow,
  from: string | null,
  goesOn: (step: Step) => boolean = () => true,
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [from];
  while (open.length > 0) {
    const step = stepOf(flow, open.pop());
    if (!step || found.has(step.id)) continue;
    found.add(step.id);
    if (goesOn(step)) open.push(...exitsOf(step).flatMap((it) => (it.next ? [it.next] : [])));
  }
  return found;
}
