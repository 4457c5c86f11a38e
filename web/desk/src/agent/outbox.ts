import { ApiError, api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { texts } from "../texts/texts";
import { keepIn, readKept, useKept } from "./kept";

/** A message or a file on its way: kept until the server has said that it is stored. The key makes a second try the same message. */
export type Sending = {
  key: string;
  text: string;
  isInternal: boolean;
  file?: string;
  mail?: SendingMail;
  refused?: string;
};

/** What a mail has besides its text. */
export type SendingMail = {
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  /** The text with its formatting, when it has any. */
  html?: string;
  files: Schemas["FileReference"][];
  sendAt?: string;
  yieldsToCitizen: boolean;
  /** The conversation goes on where it is. */
  keepsChannel?: boolean;
  /** The version of the kept draft that it was made of. */
  kept?: string;
  /** A link to the chat goes with it. */
  invitesToChat?: boolean;
};

/** Files live as long as the page; after a reload one that had not arrived must be chosen again. */
const files = new Map<string, File>();

const none: Sending[] = [];
const nameOf = (contact: string) => `isberg.outbox.${contact}`;
const busy = new Set<string>();

export function useOutbox(contact: string): Sending[] {
  return useKept(sessionStorage, nameOf(contact), none)[0];
}

/** Something has not been stored by the server yet, nor refused. */
export function isSending(contact: string): boolean {
  return readKept(sessionStorage, nameOf(contact), none).some((it) => !it.refused);
}

export function send(contact: string, text: string, isInternal: boolean) {
  change(contact, (all) => [...all, { key: crypto.randomUUID(), text, isInternal }]);
  void work(contact);
}

export function sendMail(contact: string, text: string, mail: SendingMail) {
  change(contact, (all) => [...all, { key: crypto.randomUUID(), text, isInternal: false, mail }]);
  void work(contact);
}

export function sendFile(contact: string, file: File) {
  const key = crypto.randomUUID();
  files.set(key, file);
  change(contact, (all) => [...all, { key, text: "", isInternal: false, file: file.name }]);
  void work(contact);
}

/** Takes a refused message out again, so that its text can be changed. */
export function takeBack(contact: string, key: string) {
  files.delete(key);
  change(contact, (all) => all.filter((it) => it.key !== key));
}

/** After a reload: whatever was on its way goes on. */
export function resume() {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(nameOf(""))) void work(name.slice(nameOf("").length));
}

/** One message at a time, in order; a server that cannot be reached is tried until it can. */
async function work(contact: string) {
  if (busy.has(contact)) return;
  busy.add(contact);
  try {
    for (let failures = 0; ; ) {
      const next = readKept(sessionStorage, nameOf(contact), none).find((it) => !it.refused);
      if (!next) return;
      if (next.file !== undefined && !files.has(next.key)) {
        refuse(contact, next.key, texts.t("agent:file.gone"));
        continue;
      }
      const error = await post(contact, next);
      if (!error) {
        failures = 0;
        takeBack(contact, next.key);
      } else if (error instanceof ApiError && (error.mayPass || error.status === 401)) {
        await new Promise((done) => setTimeout(done, Math.min(300 * 2 ** failures++, 3_000)));
      } else {
        refuse(contact, next.key, sentenceOf(error));
      }
    }
  } finally {
    busy.delete(contact);
  }
}

async function post(contact: string, { key, text, isInternal, mail }: Sending): Promise<unknown> {
  const path = { contact };
  const file = files.get(key);
  try {
    if (mail) await postMail(contact, key, text, mail);
    else
      await told(
        file
          ? api.POST("/api/v1/desk/contacts/{contact}/files", {
              params: { path, query: { key, name: file.name } },
              body: file as never,
              bodySerializer: (it: unknown) => it as File,
              headers: { "Content-Type": "application/octet-stream" },
            })
          : api.POST("/api/v1/desk/contacts/{contact}/messages", { params: { path }, body: { key, text, isInternal } }),
      );
    return null;
  } catch (error) {
    return error;
  }
}

function postMail(contact: string, key: string, text: string, { files, ...mail }: SendingMail) {
  const body = {
    keepsChannel: false,
    invitesToChat: false,
    ...mail,
    key,
    text,
    files: files.map((it) => ({ file: it.id, name: it.name })),
  };
  return told(api.POST("/api/v1/desk/contacts/{contact}/mails", { params: { path: { contact } }, body }));
}

function refuse(contact: string, key: string, refused: string) {
  change(contact, (all) => all.map((it) => (it.key === key ? { ...it, refused } : it)));
}

function change(contact: string, to: (all: Sending[]) => Sending[]) {
  keepIn(sessionStorage, nameOf(contact), to(readKept(sessionStorage, nameOf(contact), none)), none);
}
