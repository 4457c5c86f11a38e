import type { Reason } from "../parts/setup";

/** A reason and those under it, in their order. */
export type Branch = { reason: Reason; under: Branch[] };

/** Reasons whose parent is not among them stand at the root. */
export function treeOf(reasons: Reason[]): Branch[] {
  const known = new Set(reasons.map((it) => it.id));
  const under = (parent: string | null): Branch[] =>
    reasons
      .filter((it) => (it.parent && known.has(it.parent) ? it.parent : null) === parent)
      .sort((a, b) => a.place - b.place || a.id.localeCompare(b.id))
      .map((reason) => ({ reason, under: under(reason.id) }));
  return under(null);
}

/** The siblings whose place changes when one of them moves up (-1) or down (1). */
export function swapped(siblings: Branch[], at: number, by: -1 | 1): Reason[] {
  const order = siblings.map((it) => it.reason);
  const moved = order.with(at, order[at + by]!).with(at + by, order[at]!);
  return moved
    .map((it, place) => ({ ...it, place }))
    .filter((it) => it.place !== order.find((one) => one.id === it.id)!.place);
}

/** Where a reason (none: a new one) may be put: under those that leave room for it and all below it, and not under itself. */
export function placesFor(
  moved: Reason | undefined,
  all: Reason[],
  deepest: number,
): { reason: Reason; path: Reason[] }[] {
  const inUse = treeOf(all.filter((it) => !it.isArchived || it.id === moved?.parent));
  const room = deepest - (moved ? levels(treeOf(all), moved.id) : 1);
  const walk = (branches: Branch[], path: Reason[]): { reason: Reason; path: Reason[] }[] =>
    branches
      .filter((it) => it.reason.id !== moved?.id && path.length < room)
      .flatMap((it) => [{ reason: it.reason, path }, ...walk(it.under, [...path, it.reason])]);
  return walk(inUse, []);
}

/** How many levels a reason and what is under it take. */
function levels(tree: Branch[], id: string): number {
  const depth = (it: Branch): number => 1 + Math.max(0, ...it.under.map(depth));
  for (const it of tree) {
    const found = it.reason.id === id ? depth(it) : levels(it.under, id);
    if (found > 0) return found;
  }
  return 0;
}
