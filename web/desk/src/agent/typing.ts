import { useSyncExternalStore } from "react";

/** Who typed is shown as writing for this long, unless he types again or sends. */
const lasts = 6_000;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

export function heardTyping(contact: string, isTyping: boolean) {
  clearTimeout(timers.get(contact));
  if (isTyping)
    timers.set(
      contact,
      setTimeout(() => heardTyping(contact, false), lasts),
    );
  else timers.delete(contact);
  for (const tell of listeners) tell();
}

export function useIsTyping(contact: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => timers.has(contact),
  );
}
