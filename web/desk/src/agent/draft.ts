import type { Schemas } from "../api/api";
import { docOf, htmlOf } from "../email/rich";
import { keepIn, readKept, useKept } from "./kept";

/** What has been written and not sent, in one contact: to the citizen, and as a note. */
export type Draft = {
  text: string;
  note: string;
  isNote: boolean;
  /** The answer goes by mail though the conversation is none. */
  byMail?: boolean;
  /** Of a letter, line by line. Left out: as the contact has it. */
  address?: string;
  mail?: MailDraft;
};

/** What else a mail needs. What is left out is as the conversation has it. */
export type MailDraft = {
  to?: string[];
  cc?: string[];
  bcc?: string[];
  subject?: string;
  /** The text with its formatting, when it has any. */
  html?: string;
  files?: Schemas["FileReference"][];
  /** The chat is to go on by mail. */
  goesOn?: boolean;
  /** A link to the chat goes with it. */
  invites?: boolean;
  /** The last message when the draft was begun, or when its writer said that he has read on. */
  seen?: number;
};

const empty: Draft = { text: "", note: "", isNote: false };
const nameOf = (contact: string) => `isberg.draft.${contact}`;

export function useDraft(contact: string): [Draft, (next: Draft) => void] {
  return useKept(sessionStorage, nameOf(contact), empty);
}

export function readDraft(contact: string): Draft {
  return readKept(sessionStorage, nameOf(contact), empty);
}

/** Puts a text that was not sent back where it can be changed. */
export function addToDraft(contact: string, text: string) {
  changeDraft(contact, (was) => ({
    ...was,
    isNote: false,
    text: was.text ? `${was.text}\n${text}` : text,
    ...(was.mail?.html && { mail: { ...was.mail, html: was.mail.html + htmlOf(docOf(text)) } }),
  }));
}

/** Changes the draft as it is now, whatever has been written meanwhile. */
export function changeDraft(contact: string, to: (was: Draft) => Draft) {
  keepIn(sessionStorage, nameOf(contact), to(readDraft(contact)), empty);
}

/** Puts a mail that was not sent back into the editor, unless something stands there. */
export function putBack(contact: string, text: string, mail: MailDraft): boolean {
  const was = readDraft(contact);
  if (isBegun(was)) return false;
  keepIn(sessionStorage, nameOf(contact), { ...was, isNote: false, byMail: true, text, mail }, empty);
  return true;
}

/** Something to the citizen has been written, or attached. */
export function isBegun(draft: Draft): boolean {
  return draft.text.trim() !== "" || !!draft.address?.trim() || (draft.mail?.files?.length ?? 0) > 0;
}
