import { useEffect, useSyncExternalStore } from "react";
import type { Schemas } from "../api/api";
import { receive, say, useConnection } from "../live/live";

type Writing = Schemas["DeskWriting"];

/** Who wrote is shown as writing for this long, unless he writes on. */
const lasts = 6_000;

const writers = new Map<string, { name: string | null; person: string; timer: ReturnType<typeof setTimeout> }>();
const listeners = new Set<() => void>();

export function heardWriting({ contact, person, personName }: Writing) {
  forget(contact);
  const timer = setTimeout(() => forget(contact), lasts);
  writers.set(contact, { name: personName, person, timer });
  for (const tell of listeners) tell();
}

function forget(contact: string) {
  clearTimeout(writers.get(contact)?.timer);
  writers.delete(contact);
  for (const tell of listeners) tell();
}

/** The name of the colleague who writes an answer in a contact just now; undefined: nobody, or one that oneself writes elsewhere. */
export function useWriter(contact: string, me: string | null): string | null | undefined {
  const connection = useConnection();
  useEffect(() => {
    if (connection !== "connected") return;
    say("WatchContact", contact);
    return () => say("LeaveContact");
  }, [connection, contact]);
  const writer = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => writers.get(contact),
  );
  return writer && writer.person !== me ? writer.name : undefined;
}

receive<Writing>("writing", (_cache, it) => heardWriting(it));
