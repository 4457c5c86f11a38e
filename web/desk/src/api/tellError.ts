import { notifications } from "@mantine/notifications";
import { texts } from "../texts/texts";
import { ApiError } from "./api";

/** What to say about an error, in the reader's language: by its code, else by its kind. The server's sentence is for programmers. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return texts.t("shell:error.unknown");
  const kind = error.status === 412 ? "changed" : `http_${error.status}`;
  const known = [error.code.replaceAll(".", "_"), kind].find((it) => texts.exists(`shell:problem.${it}`));
  return texts.t(known ? `shell:problem.${known}` : "shell:error.unknown");
}

/** Shows an error where it is seen but in nobody's way. */
export function tellError(error: unknown) {
  if (error instanceof ApiError && error.status === 401) return;
  notifications.show({
    color: "red",
    title: texts.t("shell:error.title"),
    message: sentenceOf(error),
    autoClose: 9_000,
    closeButtonProps: { "aria-label": texts.t("shell:close") },
  });
}
