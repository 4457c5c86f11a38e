import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeDraft } from "../agent/draft";
import { largestFile } from "../agent/files";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";

/** In the server's own limit. */
const mostFiles = 20;

type Coming = { key: string; name: string };
export type Attaching = ReturnType<typeof useAttaching>;

/** Takes files to the server, one by one, and into the contact's draft. A new mail has no contact yet: its draft is another. */
export function useAttaching(draft: string, contact: string | null = draft) {
  const { t } = useTranslation("email");
  const [coming, setComing] = useState<Coming[]>([]);
  const [refused, setRefused] = useState<(Coming & { why: string })[]>([]);
  const reset = useRef<() => void>(null);

  async function take(file: File) {
    const it = { key: crypto.randomUUID(), name: file.name };
    if (file.size > largestFile) return setRefused((all) => [...all, { ...it, why: t("editor.tooLarge") }]);
    setComing((all) => [...all, it]);
    try {
      const taken = await upload(contact, file);
      changeDraft(draft, (was) => withFile(was, taken));
    } catch (error) {
      setRefused((all) => [...all, { ...it, why: sentenceOf(error) }]);
    } finally {
      setComing((all) => all.filter((one) => one.key !== it.key));
    }
  }

  return {
    coming,
    refused,
    reset,
    isBusy: coming.length > 0,
    add: (files: File[]) => {
      for (const file of files) void take(file);
      reset.current?.();
    },
    dismiss: (key: string) => setRefused((all) => all.filter((it) => it.key !== key)),
    forget: () => setRefused([]),
  };
}

function withFile(was: Parameters<Parameters<typeof changeDraft>[1]>[0], file: Schemas["FileReference"]) {
  const files = was.mail?.files ?? [];
  return files.length >= mostFiles ? was : { ...was, mail: { ...was.mail, files: [...files, file] } };
}

function upload(contact: string | null, file: File) {
  const query = { name: file.name };
  const how = {
    body: file as never,
    bodySerializer: (it: unknown) => it as File,
    headers: { "Content-Type": "application/octet-stream" },
  };
  return told(
    contact === null
      ? api.POST("/api/v1/desk/attachments", { params: { query }, ...how })
      : api.POST("/api/v1/desk/contacts/{contact}/attachments", { params: { path: { contact }, query }, ...how }),
  );
}
