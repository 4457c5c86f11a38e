import type { DeskContact } from "./desk";

/** In the order in which they came to the desk: nothing jumps while one reaches for it. */
export function ordered(contacts: DeskContact[]): DeskContact[] {
  return [...contacts].sort(
    (a, b) => a.card.arrivedAt.localeCompare(b.card.arrivedAt) || a.contact.localeCompare(b.contact),
  );
}

/** The contact so many steps further, round at the ends. */
export function neighbour(contacts: DeskContact[], chosen: string | undefined, steps: number): string | undefined {
  if (contacts.length === 0) return undefined;
  const at = contacts.findIndex((it) => it.contact === chosen);
  return contacts[(at + steps + contacts.length) % contacts.length]!.contact;
}
