import type { QueryKey } from "@tanstack/react-query";
import { useState } from "react";
import { told } from "../api/api";
import { newKey, seen } from "./setup";
import { useDraft } from "./useDraft";
import { useSaving } from "./useSaving";

type Kept = { id: string; version: string; isArchived?: boolean };
type Call = Parameters<typeof told>[0];

type How<K extends Kept, D, B> = {
  draftOf: (kept: K | undefined) => D;
  /** What the server is told: the draft as it stands, and whether the thing is archived then. */
  bodyOf: (draft: D, isArchived: boolean, base: K | undefined) => B;
  post: (params: { header: ReturnType<typeof newKey> }, body: B) => Call;
  put: (params: { path: { id: string }; header: ReturnType<typeof seen> }, body: B) => Call;
  changes: QueryKey[];
  saved?: string;
  onClose: () => void;
};

/** Adding or changing one of the centre's things in a dialog: its draft, and what the dialog around it needs. */
export function useSetupDialog<K extends Kept, D, B>(kept: K | undefined, how: How<K, D, B>) {
  const { draftOf, bodyOf, post, put, changes, saved, onClose } = how;
  const { draft, setDraft, base, overtaken } = useDraft(kept, draftOf);
  const [key] = useState(newKey);
  const saving = useSaving(
    (isArchived: boolean) => {
      const body = bodyOf(draft, isArchived, base);
      return told(
        base ? put({ path: { id: base.id }, header: seen(base.version) }, body) : post({ header: key }, body),
      );
    },
    { changes, saved, after: onClose },
  );
  return {
    draft,
    set: (change: Partial<D>) => setDraft((it) => ({ ...it, ...change })),
    dialog: {
      onClose,
      onSave: saving.mutate,
      isBusy: saving.isPending,
      isArchived: kept?.isArchived,
      overtaken,
    },
  };
}
