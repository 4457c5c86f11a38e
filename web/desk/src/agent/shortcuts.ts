import { useEffect } from "react";

/** The desk's own keys: Alt with a letter, so that they work while one writes. Each has a text "keys.<name>". */
export const keys = {
  accept: "Alt+Enter",
  decline: "Alt+Backspace",
  ready: "Alt+R",
  next: "Alt+ArrowDown",
  previous: "Alt+ArrowUp",
  write: "Alt+M",
  note: "Alt+N",
  hold: "Alt+P",
  park: "Alt+K",
  pickUp: "Alt+H",
  transfer: "Alt+T",
  end: "Alt+E",
  mute: "Alt+U",
  search: "Alt+S",
  ask: "Alt+A",
  handOver: "Alt+L",
  back: "Alt+B",
  nextCall: "Alt+J",
  help: "?",
} as const;

export type KeyName = keyof typeof keys;

/** The name of the desk's key that was pressed. */
export function keyOf(
  event: Pick<KeyboardEvent, "altKey" | "ctrlKey" | "metaKey" | "key" | "code">,
): KeyName | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  const plain = event.code.startsWith("Key") ? event.code.slice(3) : event.key;
  const pressed = event.altKey ? `Alt+${plain}` : event.key;
  return (Object.keys(keys) as KeyName[]).find((it) => keys[it] === pressed);
}

/** What is in focus takes text. */
export function isWriting(element: Element | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable ||
      /^(TEXTAREA|SELECT)$/.test(element.tagName) ||
      (element instanceof HTMLInputElement && !/^(checkbox|radio|button)$/.test(element.type)))
  );
}

/** Listens to the desk's keys; those without an act are left alone. */
export function useKeys(acts: Partial<Record<KeyName, (() => void) | false | null | undefined>>) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const name = keyOf(event);
      if (!name || event.repeat) return;
      if (!event.altKey && isWriting(document.activeElement)) return;
      const act = acts[name];
      if (!act) return;
      event.preventDefault();
      act();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [acts]);
}
