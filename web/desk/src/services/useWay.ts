import type { QueryKey } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/api";
import { newKey } from "../parts/setup";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { flawed, type Rejected, type Way, type WayForm, type WayKind } from "./way";

type How<Kept, Form> = {
  kind: WayKind;
  formOf: (kept: Kept | undefined) => Form;
  save: (form: Form, base: Kept | undefined, key: ReturnType<typeof newKey>) => Promise<Kept>;
  changes: QueryKey[];
  /** The server did not take it, because of these fields. */
  onRejected?: (fields: string[]) => void;
};

/** A way in while it is edited: what has been changed, what the server did not take, and keeping it. */
export function useWay<Kept extends Way, Form extends WayForm>(kept: Kept | undefined, how: How<Kept, Form>) {
  const { kind, formOf, changes, onRejected } = how;
  const { t } = useTranslation(kind);
  const navigate = useNavigate();
  const mayWrite = useMay("service.write");
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(kept, formOf);
  const [rejected, setRejected] = useState<Rejected<Form> | null>(null);
  const [isArchiving, setArchiving] = useState(false);
  const [key] = useState(newKey);

  const saving = useSaving((form: Form) => how.save(form, base, key), {
    changes,
    after: (saved) => {
      setArchiving(false);
      setRejected(null);
      take(saved);
      if (!base) void navigate({ to: `/services/${kind}/${saved.id}` as never, replace: true });
    },
  });
  const reject = (form: Form) => (error: Error) => {
    setArchiving(false);
    if (!(error instanceof ApiError) || !error.errors) return;
    setRejected({ errors: error.errors, form });
    onRejected?.(Object.keys(error.errors));
  };
  const flaws = flawed(rejected, draft);
  return {
    kind,
    draft,
    base,
    mayWrite,
    flaws,
    reject,
    set: (change: Partial<Form>) => setDraft((it) => ({ ...it, ...change })),
    wrong: (field: string) => (flaws.has(field) ? t(`wrong.${field}`) : undefined),
    keep: (form: Form) => saving.mutate(form, { onError: reject(form) }),
    archive: () => base && saving.mutate({ ...formOf(base), isArchived: true }, { onError: reject(draft) }),
    undo: () => {
      undo();
      setRejected(null);
    },
    isBusy: saving.isPending,
    isChanged,
    overtaken,
    isArchiving,
    setArchiving,
  };
}

export type Editing<Kept extends Way, Form extends WayForm> = ReturnType<typeof useWay<Kept, Form>>;
