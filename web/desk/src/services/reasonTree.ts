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
