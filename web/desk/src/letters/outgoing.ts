import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";

export type LetterState = Schemas["LetterState"];

/** The letters that wait to be printed and posted, the oldest first. */
export const toPrintQuery = queryOptions({
  queryKey: ["letters-to-print"],
  queryFn: () => told(api.GET("/api/v1/letters/to-print")),
  refetchInterval: 60_000,
});

/** Of an address, in the server's own limits: it must fit the window of the envelope. */
export const mostLines = 7;
export const longestLine = 40;
export const longestLetter = 50_000;
export const longestFax = 20_000;

/** The lines of an address that stand on the envelope. */
export function addressLines(written: string): string[] {
  return written
    .split("\n")
    .map((it) => it.trim())
    .filter((it) => it !== "");
}

/** Whether an address fits the window. */
export function fitsWindow(written: string): boolean {
  const lines = addressLines(written);
  return lines.length <= mostLines && lines.every((it) => it.length <= longestLine);
}

/** The address that a letter in the contact went to last. */
export function lastAddress(messages: readonly { letter?: Schemas["LetterView"] | null }[]): string | undefined {
  return messages.findLast((it) => it.letter?.to)?.letter?.to ?? undefined;
}

/** The number that a fax in the contact went to or came from last. */
export function senderOf(messages: readonly { letter?: Schemas["LetterView"] | null }[]): string | undefined {
  const fax = messages.findLast((it) => it.letter?.fax)?.letter;
  return (fax?.isOutgoing ? fax.to : fax?.fax?.from) ?? undefined;
}

/** Says that a letter is posted, or withdraws it, or puts it back among those to be printed. */
export function useSettle() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ contact, letter, state }: { contact: string; letter: string; state: LetterState }) =>
      told(
        api.PUT("/api/v1/contacts/{contact}/letters/{letter}/state", {
          params: { path: { contact, letter } },
          body: { state },
        }),
      ),
    onSettled: (_done, _error, { contact }) =>
      Promise.all(
        [toPrintQuery.queryKey, ["messages", contact], ["story", contact], ["thread"]].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Puts a file that was fetched into the reader's hands. */
export function download(content: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
