import { keepIn, readKept, useKept } from "./kept";

/** The number of the last message that was seen, by contact. */
type Read = Record<string, number>;

const name = "isberg.read";
const nothing: Read = {};

/** More contacts than any person has at once; older ones are closed long since. */
const most = 200;

export function useRead(): Read {
  return useKept(localStorage, name, nothing)[0];
}

export function markRead(contact: string, number: number) {
  const known = readKept(localStorage, name, nothing);
  if ((known[contact] ?? 0) >= number) return;
  const { [contact]: _, ...rest } = known;
  keepIn(localStorage, name, Object.fromEntries([...Object.entries(rest).slice(1 - most), [contact, number]]), nothing);
}

export function unread(read: Read, contact: string, lastMessage: number): number {
  return Math.max(0, lastMessage - (read[contact] ?? 0));
}
