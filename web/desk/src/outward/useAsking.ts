import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { changeDraft } from "../agent/draft";
import { api, type Schemas, told } from "../api/api";
import { questionDraft } from "./sides";

type Question = {
  to: string[];
  subject: string | null;
  text: string;
  html?: string;
  files: Schemas["FileReference"][];
  sendAt?: string;
};

/** Sends a question to somebody outside. A second try is the same mail. */
export function useAsking(contact: string, side: string | undefined, onDone: () => void) {
  const cache = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: ({ files, ...question }: Question) =>
      told(
        api.POST("/api/v1/desk/contacts/{contact}/sides", {
          params: { path: { contact } },
          body: {
            ...question,
            key: key.current,
            side: side ?? null,
            files: files.map((it) => ({ file: it.id, name: it.name })),
          },
        }),
      ),
    onSuccess: async () => {
      key.current = crypto.randomUUID();
      changeDraft(questionDraft(contact, side), ({ mail: _, ...was }) => ({ ...was, text: "" }));
      await cache.invalidateQueries({ queryKey: ["sides", contact] });
      onDone();
    },
    meta: { tellsItself: true },
  });
}
