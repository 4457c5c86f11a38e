import { useEffect, useState } from "react";

type Versioned = { version: string };

/** What to do when somebody else has saved the same thing while it was being edited here. */
export type Overtaken = { takeTheirs: () => void; keepMine: () => void };

/**
 * A draft of something that is kept, or of something new. It follows what is saved until somebody edits it here;
 * from then on the edit stays, and `overtaken` tells that somebody else has saved meanwhile.
 */
export function useDraft<T extends Versioned, D>(stored: T | undefined, draftOf: (it: T | undefined) => D) {
  const [base, setBase] = useState(stored);
  const [origin, setOrigin] = useState(() => draftOf(stored));
  const [draft, setDraft] = useState(origin);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(origin);
  const isOld = stored !== undefined && stored.version !== base?.version;

  const take = (it: T) => {
    setBase(it);
    setOrigin(draftOf(it));
    setDraft(draftOf(it));
  };
  useEffect(() => {
    if (isOld && !isChanged) take(stored);
  });

  const keep = (it: T) => {
    setBase(it);
    setOrigin(draftOf(it));
  };
  const overtaken: Overtaken | undefined =
    isOld && isChanged ? { takeTheirs: () => take(stored), keepMine: () => keep(stored) } : undefined;
  return { draft, setDraft, base, isChanged, overtaken, take, undo: () => setDraft(origin) };
}
