import { ApiError, api, type Schemas, told } from "../api/api";
import { changeDraft, type Draft, type MailDraft, readDraft } from "./draft";
import { keepIn, readKept } from "./kept";
import { isSending } from "./outbox";

type Content = Schemas["DraftContent"];
export type KeptDraft = Schemas["DraftView"];

/** Where a draft stands: on the server, on its way, here only because the server cannot be reached or will not have it. */
export type Keeping = "kept" | "keeping" | "here" | "changed";

/** What the server had last of one's own draft, and its version. */
type Known = { version: string | null; content: string };

/** Who stops writing for so long has it on the server. */
const pause = 1_000;
const again = 3_000;

const none: Known = { version: null, content: "" };
const knownOf = (contact: string) => `isberg.draft-known.${contact}`;
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const busy = new Set<string>();
const states = new Map<string, Keeping>();
const listeners = new Set<() => void>();

/** A draft as the server keeps it; what is not said is left out. */
export function contentOf({ text, note, isNote, byMail = false, address, mail = {} }: Draft): Content {
  const { to, cc, bcc, subject, html, files, seen, goesOn = false } = mail;
  return {
    text,
    ...(note && { note }),
    isNote,
    byMail,
    goesOn,
    ...(address !== undefined && { address }),
    ...(html !== undefined && { html }),
    ...(to && { to }),
    ...(cc && { cc }),
    ...(bcc && { bcc }),
    ...(subject !== undefined && { subject }),
    ...(files && { files }),
    ...(seen !== undefined && { seen }),
  };
}

export function draftOf({ text, note, isNote, byMail, address, ...rest }: Content): Draft {
  const entries = Object.entries(rest).filter(([, it]) => it !== null && it !== undefined && it !== false);
  return {
    text,
    note: note ?? "",
    isNote: isNote ?? false,
    ...(byMail && { byMail }),
    ...(typeof address === "string" && { address }),
    ...(entries.length > 0 && { mail: Object.fromEntries(entries) as MailDraft }),
  };
}

/** Nothing in it is worth being kept. */
export function isEmpty({ text, note, address, mail }: Draft): boolean {
  return text === "" && note === "" && !address && (mail?.files?.length ?? 0) === 0;
}

/** Has been written since the server was told. */
export function isDirty(draft: Draft, known: { content: string }): boolean {
  return JSON.stringify(isEmpty(draft) ? "" : contentOf(draft)) !== (known.content || '""');
}

/** The version that the server has of a draft, to be sent with what is made of it. */
export function keptVersion(contact: string): string | undefined {
  return readKnown(contact).version ?? undefined;
}

export function keepingOf(contact: string): Keeping {
  return states.get(contact) ?? "kept";
}

export function listenToKeeping(tell: () => void) {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

/** What the server has of one's own takes the place of what is here, unless that has not reached the server. */
export function takeOwn(contact: string, own: KeptDraft | undefined) {
  if (isDirty(readDraft(contact), readKnown(contact))) return keepSoon(contact, 0);
  if (own) take(contact, own);
  else become(contact, none);
}

/** What the server has is what one goes on with; what is here goes. */
export function take(contact: string, kept: KeptDraft) {
  const draft = draftOf(kept.content);
  become(contact, { version: kept.version, content: JSON.stringify(contentOf(draft)) });
  changeDraft(contact, () => draft);
  tell(contact, "kept");
}

/** What is here is gone on with, and what the server has goes: somebody has looked at both. */
export function keepMine(contact: string, theirs: KeptDraft) {
  become(contact, { version: theirs.version, content: "?" });
  keepSoon(contact, 0);
}

/** Tells the server when its writer has paused. */
export function keepSoon(contact: string, after = pause) {
  clearTimeout(timers.get(contact));
  timers.delete(contact);
  if (!isDirty(readDraft(contact), readKnown(contact))) return tell(contact, "kept");
  if (keepingOf(contact) === "kept") tell(contact, "keeping");
  timers.set(
    contact,
    setTimeout(() => void keep(contact), after),
  );
}

/** The page is left: what has reached the server needs not stand here. */
export function leave(contact: string) {
  if (isDirty(readDraft(contact), readKnown(contact))) return void keep(contact);
  changeDraft(contact, () => ({ text: "", note: "", isNote: false }));
  become(contact, none);
}

async function keep(contact: string) {
  clearTimeout(timers.get(contact));
  timers.delete(contact);
  if (busy.has(contact)) return;
  const draft = readDraft(contact);
  const known = readKnown(contact);
  if (!isDirty(draft, known)) return tell(contact, "kept");
  if (isEmpty(draft) && isSending(contact)) return keepSoon(contact); // what was sent takes it away when it is stored
  busy.add(contact);
  try {
    const { version } = await told(
      api.PUT("/api/v1/desk/contacts/{contact}/draft", {
        params: { path: { contact } },
        body: { content: contentOf(draft), seen: known.version },
      }),
    );
    become(contact, { version: version ?? null, content: version ? JSON.stringify(contentOf(draft)) : "" });
    busy.delete(contact);
    keepSoon(contact);
  } catch (error) {
    busy.delete(contact);
    failed(contact, error);
  }
}

function failed(contact: string, error: unknown) {
  if (error instanceof ApiError && error.code === "draft.changed") return tell(contact, "changed");
  tell(contact, "here");
  if (error instanceof ApiError && (error.mayPass || error.status === 401)) keepSoon(contact, again);
}

function readKnown(contact: string): Known {
  return readKept(sessionStorage, knownOf(contact), none);
}

function become(contact: string, known: Known) {
  keepIn(sessionStorage, knownOf(contact), known, none);
}

function tell(contact: string, state: Keeping) {
  states.set(contact, state);
  for (const it of listeners) it();
}
