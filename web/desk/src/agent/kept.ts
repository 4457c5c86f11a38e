import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

/** What is kept in the browser under a name, as a value of the page: it survives a reload, and a restart of the server. */
export function useKept<T>(store: Storage, name: string, nothing: T): [T, (next: T) => void] {
  const text = useSyncExternalStore(listen, () => store.getItem(name));
  const keep = useCallback((next: T) => keepIn(store, name, next, nothing), [store, name, nothing]);
  return [text === null ? nothing : read(text, nothing), keep];
}

export function readKept<T>(store: Storage, name: string, nothing: T): T {
  const text = store.getItem(name);
  return text === null ? nothing : read(text, nothing);
}

/** Keeps a value; what equals nothing is not kept at all. */
export function keepIn<T>(store: Storage, name: string, next: T, nothing: T) {
  const text = JSON.stringify(next);
  if (text === JSON.stringify(nothing)) store.removeItem(name);
  else store.setItem(name, text);
  for (const tell of listeners) tell();
}

function listen(tell: () => void) {
  listeners.add(tell);
  window.addEventListener("storage", tell);
  return () => {
    listeners.delete(tell);
    window.removeEventListener("storage", tell);
  };
}

function read<T>(text: string, nothing: T): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return nothing;
  }
}
