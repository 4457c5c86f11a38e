import { best } from "../texts/best";
import type { Setup } from "./desk";

type Reason = Setup["services"][number]["reasons"][number];

/** A reason that can be chosen: a leaf of the tree, called by its whole way. */
export type Choice = { reason: string; path: string[] };

/** The leaves, in the order of the tree. */
export function choices(reasons: Reason[], language: string): Choice[] {
  const parents = new Set(reasons.map((it) => it.parent));
  const byId = new Map(reasons.map((it) => [it.reason, it]));
  const pathOf = (it: Reason, depth = 0): string[] => {
    const parent = it.parent && depth < 8 ? byId.get(it.parent) : undefined;
    return [...(parent ? pathOf(parent, depth + 1) : []), best(it.name, language)];
  };
  return reasons
    .filter((it) => !parents.has(it.reason))
    .map((it) => ({ reason: it.reason, path: pathOf(it) }))
    .sort((a, b) => a.path.slice(0, -1).join().localeCompare(b.path.slice(0, -1).join(), language));
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
