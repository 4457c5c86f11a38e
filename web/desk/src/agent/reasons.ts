import { best } from "../texts/best";
import type { Setup } from "./desk";

type Reason = Pick<Setup["services"][number]["reasons"][number], "reason" | "parent" | "name">;

/** A reason that can be chosen: a leaf of the tree, called by its whole way. */
export type Choice = { reason: string; path: string[] };

/** The leaves, in the order of the tree. */
export function choices(reasons: Reason[], language: string): Choice[] {
  const parents = new Set(reasons.map((it) => it.parent));
  const order = new Map(reasons.map((it, at) => [it.reason, at]));
  return paths(reasons, language)
    .filter((it) => !parents.has(it.reason))
    .sort(
      (a, b) =>
        a.path.slice(0, -1).join().localeCompare(b.path.slice(0, -1).join(), language) ||
        order.get(a.reason)! - order.get(b.reason)!,
    );
}

/** Each reason by its whole way, by name; those that are parts right after their whole. */
export function paths(reasons: Reason[], language: string): Choice[] {
  const byId = new Map(reasons.map((it) => [it.reason, it]));
  const pathOf = (it: Reason, depth = 0): string[] => {
    const parent = it.parent && depth < 8 ? byId.get(it.parent) : undefined;
    return [...(parent ? pathOf(parent, depth + 1) : []), best(it.name, language)];
  };
  return reasons
    .map((it) => ({ reason: it.reason, path: pathOf(it) }))
    .sort((a, b) => a.path.join("\u0000").localeCompare(b.path.join("\u0000"), language));
}

/** Those in which every word of the search begins some word. */
export function matching(all: Choice[], search: string): Choice[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean);
  return all.filter((it) => {
    const words = plain(it.path.join(" ")).split(/[\s/,–-]+/);
    return wanted.every((want) => words.some((word) => word.startsWith(want)));
  });
}

const plain = (text: string) => text.toLocaleLowerCase();
