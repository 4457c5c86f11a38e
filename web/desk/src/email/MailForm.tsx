import { ActionIcon, Button, FileButton, Skeleton, Text, TextInput, Tooltip } from "@mantine/core";
import { IconCalendarClock, IconPaperclip, IconSend2 } from "@tabler/icons-react";
import { type DragEvent, lazy, type ReactNode, type RefObject, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeDraft, type Draft, type MailDraft, useDraft } from "../agent/draft";
import { fileKinds } from "../agent/files";
import type { Focusable } from "../agent/focus";
import { type About, TemplatePicker } from "../agent/TemplatePicker";
import { gapIn } from "../agent/template";
import type { Schemas } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { AddressInput } from "./AddressInput";
import { AttachedFiles } from "./AttachedFiles";
import styles from "./MailEditor.module.css";
import { isAddress } from "./mail";
import type { Rich } from "./RichText";
import { type Later, SendLater } from "./SendLater";
import { useAttaching } from "./useAttaching";

/** Large, and needed by nobody who writes no mails. */
const RichText = lazy(() => import("./RichText"));

/** In the server's own limits. */
const longest = 50_000;
const longestSubject = 300;

/** A mail as it was written. */
export type Written = {
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  text: string;
  /** The text with its formatting, when it has any. */
  html?: string;
  files: Schemas["FileReference"][];
};

type Props = {
  /** Where what is written is kept. */
  name: string;
  /** The contact that files are taken into; null: there is none yet. */
  contact: string | null;
  /** What stands there until somebody says something else. */
  usual: { to: string[]; subject: string };
  /** What templates are filled in with; undefined: it is not known yet of which service. */
  about: About | undefined;
  field: RefObject<Focusable | null>;
  words: { write: string; added: string; send: string };
  /** Who gets it, and what it is about, is said already. */
  isFixed?: boolean;
  hasCopies?: boolean;
  needsSubject?: boolean;
  isReady?: boolean;
  isBusy?: boolean;
  error?: Error | null;
  /** It may be kept back when the citizen writes before it is sent. */
  mayYield?: boolean;
  /** What can be done with the recipients besides. */
  toSlot?: ReactNode;
  /** What to look at before writing, and before sending. */
  above?: ReactNode;
  below?: ReactNode;
  onWrite?: (text: string) => MailDraft | undefined;
  onSend: (mail: Written, later?: Later) => void;
  onCancel?: () => void;
  /** Something lies above the form. */
  onLayer?: (isThere: boolean) => void;
};

/** Where a mail is written: to whom, about what, its text and its files. What is begun is kept until it is sent. */
export function MailForm(props: Props) {
  const { name, contact, usual, about, field, words, isFixed = false, isBusy = false, onSend, onLayer } = props;
  const { t } = useTranslation("email");
  const [draft] = useDraft(name);
  const attaching = useAttaching(name, contact);
  const [isLater, setLater] = useState(false);
  const [isOver, setOver] = useState(false);
  const mail = mailOf(draft, usual);
  const gap = gapIn(draft.text);
  const isReady = (props.isReady ?? true) && isWhole(mail, props.needsSubject) && !attaching.isBusy && !isBusy;

  const set = (change: MailDraft) => changeDraft(name, (was) => ({ ...was, mail: { ...was.mail, ...change } }));
  const write = ({ text, html }: Rich) => {
    const besides = props.onWrite?.(text);
    changeDraft(name, (was) => ({ ...was, text, mail: { ...was.mail, ...besides, html } }));
  };
  const { html } = mail;
  const written = useMemo(() => ({ text: draft.text, ...(html !== undefined && { html }) }), [draft.text, html]);
  const wait = (isThere: boolean) => {
    setLater(isThere);
    onLayer?.(isThere);
  };

  function submit(later?: Later) {
    if (!isReady) return;
    if (gap) return field.current?.mark(gap);
    onSend({ ...mail, text: draft.text.trim() }, later);
    wait(false);
    attaching.forget();
    field.current?.focus();
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    attaching.add([...event.dataTransfer.files]);
  }

  return (
    <form
      className={styles.editor}
      data-over={isOver || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(event.dataTransfer.types.includes("Files"));
      }}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setOver(false)}
      onDrop={drop}
    >
      {!isFixed && <Lines {...props} mail={mail} set={set} />}
      {props.above}
      <Suspense fallback={<Skeleton height={124} radius="md" />}>
        <RichText
          label={words.write}
          value={written}
          error={draft.text.length > longest && t("editor.tooLong", { most: longest, now: draft.text.length })}
          field={field}
          onChange={write}
          onSubmit={submit}
          onFiles={attaching.add}
        />
      </Suspense>
      <AttachedFiles
        files={mail.files}
        attaching={attaching}
        onRemove={(id) => set({ files: mail.files.filter((it) => it.id !== id) })}
      />
      {props.below}
      {props.error && (
        <Text c="var(--bad-ink)" size="sm" role="alert">
          {sentenceOf(props.error)}
        </Text>
      )}
      <div className={styles.actions}>
        <FileButton onChange={attaching.add} accept={fileKinds} multiple resetRef={attaching.reset}>
          {(button) => (
            <Tooltip label={t("editor.attach")}>
              <ActionIcon {...button} size={36} variant="default" aria-label={t("editor.attach")}>
                <IconPaperclip size={18} />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
        {about && <TemplatePicker about={about} onPick={(it) => field.current?.insert(it)} />}
        <Text size="xs" className={`quiet ${styles.hint}`}>
          {words.added}
        </Text>
        {props.onCancel && (
          <Button variant="default" className={styles.cancel} onClick={props.onCancel}>
            {t("parts:cancel")}
          </Button>
        )}
        <Button
          variant="default"
          className={styles.later}
          aria-label={t("later.open")}
          disabled={!isReady}
          onClick={() => (gap ? field.current?.mark(gap) : wait(true))}
        >
          <IconCalendarClock size={17} aria-hidden />
          <span className={styles.laterName}>{t("later.open")}</span>
        </Button>
        <Button type="submit" disabled={!isReady} loading={isBusy} leftSection={<IconSend2 size={17} aria-hidden />}>
          {gap ? t("agent:template.fill", { gap }) : words.send}
        </Button>
      </div>
      {isLater && <SendLater mayYield={props.mayYield} onSend={submit} onClose={() => wait(false)} />}
    </form>
  );
}

type LinesProps = Props & { mail: Written; set: (change: MailDraft) => void };

/** To whom it goes, and what it is about. */
function Lines({ mail: { to, cc, bcc, subject }, set, hasCopies = false, toSlot }: LinesProps) {
  const { t } = useTranslation("email");
  const [isAsked, setAsked] = useState(false);
  const isCopied = isAsked || cc.length + bcc.length > 0;
  return (
    <div className={styles.lines}>
      <div className={styles.to}>
        <AddressInput label={t("field.to")} value={to} onChange={(it) => set({ to: it })} />
        {toSlot}
        {hasCopies && !isCopied && (
          <Button variant="subtle" size="compact-xs" onClick={() => setAsked(true)}>
            {t("editor.copies")}
          </Button>
        )}
      </div>
      {isCopied && (
        <>
          <AddressInput label={t("field.cc")} value={cc} onChange={(it) => set({ cc: it })} />
          <AddressInput label={t("field.bcc")} value={bcc} onChange={(it) => set({ bcc: it })} />
        </>
      )}
      <TextInput
        classNames={{ root: styles.line, label: styles.label, wrapper: styles.lineField, input: styles.subject }}
        size="sm"
        variant="unstyled"
        label={t("field.subject")}
        dir="auto"
        maxLength={longestSubject}
        value={subject}
        onChange={(it) => set({ subject: it.currentTarget.value })}
      />
    </div>
  );
}

/** What a draft says, and what it leaves as usual. */
export function mailOf({ text, mail = {} }: Draft, usual: { to: string[]; subject: string }): Written {
  const { to = usual.to, cc = [], bcc = [], subject = usual.subject, files = [], html } = mail;
  return { to, cc, bcc, subject, text, files, html };
}

/** Something is written to somebody whose address can be one. */
function isWhole({ to, cc, bcc, subject, text, files }: Written, needsSubject = false): boolean {
  return (
    (text.trim() !== "" || files.length > 0) &&
    text.length <= longest &&
    to.length > 0 &&
    [...to, ...cc, ...bcc].every(isAddress) &&
    (!needsSubject || subject.trim() !== "")
  );
}
