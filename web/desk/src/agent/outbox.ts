import { ApiError, api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { keepIn, readKept, useKept } from "./kept";

/** A message on its way: kept until the server has said that it is stored. The key makes a second try the same message. */
export type Sending = { key: string; text: string; isInternal: boolean; refused?: string };

const none: Sending[] = [];
const nameOf = (contact: string) => `isberg.outbox.${contact}`;
const busy = new Set<string>();

export function useOutbox(contact: string): Sending[] {
  return useKept(sessionStorage, nameOf(contact), none)[0];
}

export function send(contact: string, text: string, isInternal: boolean) {
  change(contact, (all) => [...all, { key: crypto.randomUUID(), text, isInternal }]);
  void work(contact);
}

/** Takes a refused message out again, so that its text can be changed. */
export function takeBack(contact: string, key: string) {
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
      const error = await post(contact, next);
      if (!error) {
        failures = 0;
        takeBack(contact, next.key);
      } else if (error instanceof ApiError && (error.mayPass || error.status === 401)) {
        await new Promise((done) => setTimeout(done, Math.min(300 * 2 ** failures++, 3_000)));
      } else {
        change(contact, (all) => all.map((it) => (it.key === next.key ? { ...it, refused: sentenceOf(error) } : it)));
      }
    }
  } finally {
    busy.delete(contact);
  }
}

async function post(contact: string, { key, text, isInternal }: Sending): Promise<unknown> {
  try {
    await told(
      api.POST("/api/v1/desk/contacts/{contact}/messages", {
        params: { path: { contact } },
        body: { key, text, isInternal },
      }),
    );
    return null;
  } catch (error) {
    return error;
  }
}

function change(contact: string, to: (all: Sending[]) => Sending[]) {
  keepIn(sessionStorage, nameOf(contact), to(readKept(sessionStorage, nameOf(contact), none)), none);
}
