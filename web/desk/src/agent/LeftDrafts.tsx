import { Button, Text } from "@mantine/core";
import { IconNotes } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { dayAndTime } from "../parts/time";
import { useSession } from "../session/session";
import styles from "./Composer.module.css";
import { addToDraft, changeDraft, isBegun, readDraft, useDraft } from "./draft";
import {
  draftOf,
  type KeptDraft,
  keepingOf,
  keepMine,
  keepSoon,
  leave,
  listenToKeeping,
  take,
  takeOwn,
} from "./keeping";

const draftsQuery = (contact: string) => ({
  queryKey: ["drafts", contact],
  queryFn: () => told(api.GET("/api/v1/desk/contacts/{contact}/drafts", { params: { path: { contact } } })),
  staleTime: 0,
});

/** Keeps what is written in a contact on the server, and shows what colleagues left there. */
export function LeftDrafts({ contact }: { contact: string }) {
  const { t } = useTranslation("agent");
  const cache = useQueryClient();
  const { person } = useSession();
  const { data: drafts = [], dataUpdatedAt, refetch } = useQuery(draftsQuery(contact));
  const state = useSyncExternalStore(listenToKeeping, () => keepingOf(contact));
  const [draft] = useDraft(contact);
  const own = drafts.find((it) => it.person === person);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each time when the server has told
  useEffect(() => {
    if (dataUpdatedAt > 0 && keepingOf(contact) !== "changed") takeOwn(contact, own);
  }, [contact, dataUpdatedAt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something is written
  useEffect(() => {
    if (keepingOf(contact) !== "changed") keepSoon(contact);
  }, [contact, draft]);
  useEffect(() => {
    if (state === "changed") void refetch();
  }, [state, refetch]);
  useEffect(() => {
    const hide = () => document.visibilityState === "hidden" && keepSoon(contact, 0);
    document.addEventListener("visibilitychange", hide);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      leave(contact);
      cache.removeQueries({ queryKey: ["drafts", contact] });
    };
  }, [cache, contact]);

  async function drop({ person: writer, version }: KeptDraft) {
    await told(
      api.DELETE("/api/v1/desk/contacts/{contact}/drafts/{person}", {
        params: { path: { contact, person: writer }, query: { version } },
      }),
    );
    await refetch();
  }

  async function use(left: KeptDraft) {
    const theirs = draftOf(left.content);
    if (isBegun(readDraft(contact))) addToDraft(contact, theirs.text);
    else changeDraft(contact, (was) => ({ ...theirs, note: was.note || theirs.note, isNote: false }));
    await drop(left);
  }

  return (
    <div role="status">
      {state === "changed" && own && (
        <Left
          words={t("draft.changed")}
          draft={own}
          use={t("draft.takeOther")}
          drop={t("draft.keepMine")}
          onUse={() => take(contact, own)}
          onDrop={() => keepMine(contact, own)}
        />
      )}
      {drafts
        .filter((it) => it.person !== person && it.content.text.trim() !== "")
        .map((it) => (
          <Left
            key={it.person}
            words={t("draft.left", { name: it.personName ?? t("colleague") })}
            draft={it}
            use={t("draft.use")}
            drop={t("draft.drop")}
            onUse={() => void use(it)}
            onDrop={() => void drop(it)}
          />
        ))}
    </div>
  );
}

type LeftProps = { words: string; draft: KeptDraft; use: string; drop: string; onUse: () => void; onDrop: () => void };

function Left({ words, draft, use, drop, onUse, onDrop }: LeftProps) {
  const { i18n } = useTranslation();
  return (
    <div className={styles.left}>
      <IconNotes size={17} aria-hidden />
      <div className={styles.leftText}>
        <Text size="sm">
          {words} <span className="quiet">{dayAndTime(draft.at, i18n.language)}</span>
        </Text>
        <Text size="sm" className="quiet" lineClamp={2} dir="auto">
          {draft.content.text}
        </Text>
      </div>
      <Button size="compact-sm" variant="default" onClick={onUse}>
        {use}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onDrop}>
        {drop}
      </Button>
    </div>
  );
}

/** Whether what is written is safe. */
export function KeepingMark({ contact }: { contact: string }) {
  const { t } = useTranslation("agent");
  const state = useSyncExternalStore(listenToKeeping, () => keepingOf(contact));
  const [draft] = useDraft(contact);
  if (!isBegun(draft) && draft.note === "") return null;
  return (
    <Text size="xs" className="quiet" ml="auto">
      {t(`draft.state.${state}`)}
    </Text>
  );
}
