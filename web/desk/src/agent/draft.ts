import { keepIn, readKept, useKept } from "./kept";

/** What has been written and not sent, in one contact: to the citizen, and as a note. */
export type Draft = { text: string; note: string; isNote: boolean };

const empty: Draft = { text: "", note: "", isNote: false };
const nameOf = (contact: string) => `isberg.draft.${contact}`;

export function useDraft(contact: string): [Draft, (next: Draft) => void] {
  return useKept(sessionStorage, nameOf(contact), empty);
}

/** Puts a text that was not sent back where it can be changed. */
export function addToDraft(contact: string, text: string) {
  const was = readKept(sessionStorage, nameOf(contact), empty);
  keepIn(
    sessionStorage,
    nameOf(contact),
    { ...was, isNote: false, text: was.text ? `${was.text}\n${text}` : text },
    empty,
  );
}
