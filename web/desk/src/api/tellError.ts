import { notifications } from "@mantine/notifications";
import { texts } from "../texts/texts";
import { ApiError } from "./api";

/** What to say about an error: our own words where we have them, else the server's sentence. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return texts.t("shell:error.unknown");
  if (error.status === 412 && !texts.exists(keyOf(error))) return texts.t("shell:problem.changed");
  const key = keyOf(error);
  return texts.exists(key) ? texts.t(key) : error.message;
}

const keyOf = (error: ApiError) => `shell:problem.${error.code.replaceAll(".", "_")}`;

/** Shows an error where it is seen but in nobody's way. */
export function tellError(error: unknown) {
  if (error instanceof ApiError && error.status === 401) return;
  notifications.show({
    color: "red",
    title: texts.t("shell:error.title"),
    message: sentenceOf(error),
    autoClose: 9_000,
  });
}
