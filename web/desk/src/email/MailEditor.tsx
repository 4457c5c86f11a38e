import { ActionIcon, Button, Checkbox, FileButton, Skeleton, Text, TextInput, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCalendarClock, IconPaperclip, IconSend2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type DragEvent, lazy, type RefObject, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type DeskContact, messagesQuery, useSetup } from "../agent/desk";
import { changeDraft, isBegun, type MailDraft, useDraft } from "../agent/draft";
import { fileKinds } from "../agent/files";
import type { Focusable } from "../agent/focus";
import { keptVersion } from "../agent/keeping";
import { sendMail } from "../agent/outbox";
import { TemplatePicker } from "../agent/TemplatePicker";
import { gapIn } from "../agent/template";
import { say } from "../live/live";
import { clockTime } from "../parts/time";
import { useSession } from "../session/session";
import { AddressInput } from "./AddressInput";
import { AttachedFiles } from "./AttachedFiles";
import styles from "./MailEditor.module.css";
import { answerAll, answerSubject, answerTo, isAddress, type Message, otherDomain, writtenSince } from "./mail";
import type { Rich } from "./RichText";
import { SendLater } from "./SendLater";
import { useAttaching } from "./useAttaching";
import { useFirstMail, useMayInvite } from "./useFirstMail";

/** Large, and needed by nobody who answers no mails. */
const RichText = lazy(() => import("./RichText"));

/** In the server's own limits. */
const longest = 50_000;
const longestSubject = 300;

/** Colleagues are told that one writes at most so often. */
const tellWritingEvery = 3_000;

type Props = { contact: DeskContact; field: RefObject<Focusable | null> };

/** Where an answer by mail is written. What is not said stays as the conversation has it: to whom, about what. */
export function MailEditor({ contact: desk, field }: Props) {
  const { t } = useTranslation("email");
  const { contact, lastMessage, card } = desk;
  const { data: messages = [] } = useQuery(messagesQuery(contact));
  const [draft] = useDraft(contact);
  const { person } = useSession();
  const { mail = {} } = draft;
  const attaching = useAttaching(contact);
  const toldAt = useRef(0);
  const [hasCopies, setCopies] = useState(false);
  const [isLater, setLater] = useState(false);
  const [isOver, setOver] = useState(false);

  const first = useFirstMail(desk);
  const isFirst = !messages.some((it) => it.mail && !it.side);
  const to = mail.to ?? (isFirst ? first.to : answerTo(messages).map((it) => it.address));
  const subject = mail.subject ?? (isFirst ? first.subject : answerSubject(messages));
  const mayInvite = useMayInvite(desk);
  const goesOn = mail.goesOn ?? desk.isCitizenAway;
  const { cc = [], bcc = [], files = [] } = mail;
  const all = answerAll(messages, useSetup()?.mailAddresses ?? []);
  const isToAll = all?.cc.every((it) => [...to, ...cc, ...bcc].includes(it));
  const gap = gapIn(draft.text);
  const isReady =
    (draft.text.trim() !== "" || files.length > 0) &&
    draft.text.length <= longest &&
    to.length > 0 &&
    [...to, ...cc, ...bcc].every(isAddress) &&
    !attaching.isBusy;

  const set = (change: MailDraft) => changeDraft(contact, (was) => ({ ...was, mail: { ...was.mail, ...change } }));
  const write = ({ text, html }: Rich) => {
    changeDraft(contact, (was) => ({ ...was, text, mail: { ...was.mail, html, seen: was.mail?.seen ?? lastMessage } }));
    if (!text || Date.now() - toldAt.current < tellWritingEvery) return;
    toldAt.current = Date.now();
    say("Writing", contact);
  };
  const { html } = mail;
  const written = useMemo(() => ({ text: draft.text, ...(html !== undefined && { html }) }), [draft.text, html]);

  function submit(later?: { sendAt: string; yieldsToCitizen: boolean }) {
    if (!isReady) return;
    if (gap) return field.current?.mark(gap);
    const invitesToChat = mayInvite && mail.invites === true;
    const keepsChannel = card.channel === "Chat" && !goesOn;
    sendMail(contact, draft.text.trim(), {
      ...{
        to,
        cc,
        bcc,
        subject,
        files,
        html,
        kept: keptVersion(contact),
        keepsChannel,
        invitesToChat,
        yieldsToCitizen: false,
      },
      ...later,
    });
    changeDraft(contact, ({ mail: _, ...was }) => ({ ...was, text: "", byMail: false }));
    setCopies(false);
    setLater(false);
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
      <div className={styles.lines}>
        <div className={styles.to}>
          <AddressInput label={t("field.to")} value={to} onChange={(it) => set({ to: it })} />
          {all && (
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => set(isToAll ? { to: undefined, cc: cc.filter((it) => !all.cc.includes(it)) } : all)}
            >
              {isToAll ? t("editor.onlySender") : t("editor.all", { count: all.cc.length + all.to.length })}
            </Button>
          )}
          {!hasCopies && cc.length + bcc.length === 0 && (
            <Button variant="subtle" size="compact-xs" onClick={() => setCopies(true)}>
              {t("editor.copies")}
            </Button>
          )}
        </div>
        {(hasCopies || cc.length + bcc.length > 0) && (
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
      <OtherDomain found={otherDomain(messages, to)} />
      <Suspense fallback={<Skeleton height={124} radius="md" />}>
        <RichText
          label={t("editor.write")}
          value={written}
          error={draft.text.length > longest && t("editor.tooLong", { most: longest, now: draft.text.length })}
          field={field}
          onChange={write}
          onSubmit={submit}
          onFiles={attaching.add}
        />
      </Suspense>
      <AttachedFiles
        files={files}
        attaching={attaching}
        onRemove={(id) => set({ files: files.filter((it) => it.id !== id) })}
      />
      <Newer
        message={isBegun(draft) ? writtenSince(messages, mail.seen ?? lastMessage, person) : undefined}
        onRead={() => set({ seen: lastMessage })}
      />
      {card.channel === "Chat" && (
        <Checkbox
          size="xs"
          label={t("editor.goesOn")}
          description={goesOn ? t("editor.goesOnHint") : t("editor.besideHint")}
          checked={goesOn}
          onChange={(it) => set({ goesOn: it.currentTarget.checked })}
        />
      )}
      {mayInvite && (
        <Checkbox
          size="xs"
          label={t("editor.invites")}
          description={t("editor.invitesHint")}
          checked={mail.invites ?? false}
          onChange={(it) => set({ invites: it.currentTarget.checked })}
        />
      )}
      <div className={styles.actions}>
        <FileButton onChange={attaching.add} accept={fileKinds} multiple resetRef={attaching.reset}>
          {(props) => (
            <Tooltip label={t("editor.attach")}>
              <ActionIcon {...props} size={36} variant="default" aria-label={t("editor.attach")}>
                <IconPaperclip size={18} />
              </ActionIcon>
            </Tooltip>
          )}
        </FileButton>
        <TemplatePicker contact={desk} onPick={(it) => field.current?.insert(it)} />
        <Text size="xs" className={`quiet ${styles.hint}`}>
          {t("editor.added")}
        </Text>
        <Button
          variant="default"
          disabled={!isReady}
          leftSection={<IconCalendarClock size={17} aria-hidden />}
          onClick={() => (gap ? field.current?.mark(gap) : setLater(true))}
        >
          {t("later.open")}
        </Button>
        <Button type="submit" disabled={!isReady} leftSection={<IconSend2 size={17} aria-hidden />}>
          {gap ? t("agent:template.fill", { gap }) : t("editor.send")}
        </Button>
      </div>
      {isLater && <SendLater onSend={submit} onClose={() => setLater(false)} />}
    </form>
  );
}

/** The answer would go to somebody else's house. */
function OtherDomain({ found }: { found: ReturnType<typeof otherDomain> }) {
  const { t } = useTranslation("email");
  return (
    <div role="status">
      {found && (
        <p className={styles.care}>
          <IconAlertTriangle size={16} aria-hidden /> <span>{t("editor.otherDomain", found)}</span>
        </p>
      )}
    </div>
  );
}

/** The citizen, or a colleague, has written while the answer was being written. */
function Newer({ message, onRead }: { message: Message | undefined; onRead: () => void }) {
  const { t, i18n } = useTranslation("email");
  return (
    <div role="status">
      {message && (
        <p className={styles.care}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {t(message.author === "Citizen" ? "editor.newer" : "editor.answered", {
              name: message.personName ?? t("agent:colleague"),
              at: clockTime(message.at, i18n.language),
            })}
          </span>
          <Button variant="subtle" size="compact-sm" onClick={onRead}>
            {t("editor.haveRead")}
          </Button>
        </p>
      )}
    </div>
  );
}
