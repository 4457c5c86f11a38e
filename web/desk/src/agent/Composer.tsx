import { ActionIcon, Button, FileButton, SegmentedControl, Text, Textarea, Tooltip } from "@mantine/core";
import { IconLock, IconPaperclip, IconSend2 } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { MailEditor } from "../email/MailEditor";
import { FaxEditor } from "../letters/FaxEditor";
import { LetterEditor } from "../letters/LetterEditor";
import { say } from "../live/live";
import styles from "./Composer.module.css";
import { type DeskContact, useSetup } from "./desk";
import { useDraft } from "./draft";
import { fileKinds, largestFile } from "./files";
import { type Focusable, inField } from "./focus";
import { KeepingMark, LeftDrafts } from "./LeftDrafts";
import { send, sendFile } from "./outbox";
import { useKeys } from "./shortcuts";
import { aboutContact, TemplatePicker } from "./TemplatePicker";
import { gapIn } from "./template";

/** Of a message, in the server's own limit. */
const longest = 4_000;

/** The citizen is told that one writes at most so often. */
const tellTypingEvery = 3_000;

/** Where answers and notes are written. What is written stays through reloads and restarts until it is sent. */
export function Composer({ contact }: { contact: DeskContact }) {
  const { t } = useTranslation("agent");
  const [draft, keep] = useDraft(contact.contact);
  const field = useRef<Focusable>(null);
  const service = useSetup()?.services.find((it) => it.service === contact.card.service);
  const isMailContact = contact.card.channel === "Email";
  const mayMail = !isMailContact && service?.channels.includes("Email");
  const isMail = isMailContact || (mayMail && draft.byMail);
  const isLetter = contact.card.channel === "Letter";
  const isFax = contact.card.channel === "Fax";
  const isLong = isMail || ((isLetter || isFax) && !draft.isNote);

  const focus = () => requestAnimationFrame(() => field.current?.focus());
  const choose = (kind: string) => {
    keep({ ...draft, isNote: kind === "note", ...(kind !== "note" && { byMail: kind === "mail" }) });
    focus();
  };
  const answer = draft.byMail ? "mail" : "answer";
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);
  useKeys({ write: () => choose(answer), note: () => choose("note") });

  return (
    <div className={styles.composer} data-note={draft.isNote || undefined} data-mail={isLong || undefined}>
      <div className={styles.kinds}>
        <SegmentedControl
          size="xs"
          aria-label={t("kind")}
          value={draft.isNote ? "note" : mayMail ? answer : "answer"}
          onChange={choose}
          data={[
            { value: "answer", label: t(isLetter ? "byLetter" : isFax ? "byFax" : "answer") },
            ...(mayMail ? [{ value: "mail", label: t("byMail") }] : []),
            {
              value: "note",
              label: (
                <span className={styles.kind}>
                  <IconLock size={13} aria-hidden /> {t("note")}
                </span>
              ),
            },
          ]}
        />
        <Text size="xs" className="quiet" visibleFrom="sm">
          {draft.isNote
            ? t("noteHint")
            : isMail
              ? t("email:editor.hint")
              : t(isLetter ? "letterHint" : isFax ? "faxHint" : "sendHint")}
        </Text>
        <KeepingMark contact={contact.contact} />
      </div>
      <LeftDrafts key={contact.contact} contact={contact.contact} />
      {isMail && !draft.isNote ? (
        <MailEditor contact={contact} field={field} />
      ) : isLetter && !draft.isNote ? (
        <LetterEditor contact={contact} field={field} />
      ) : isFax && !draft.isNote ? (
        <FaxEditor contact={contact} field={field} />
      ) : (
        <MessageEditor contact={contact} field={field} />
      )}
    </div>
  );
}

/** An answer in a conversation, or a note. */
function MessageEditor({ contact, field }: { contact: DeskContact; field: RefObject<Focusable | null> }) {
  const { t } = useTranslation("agent");
  const [draft, keep] = useDraft(contact.contact);
  const toldAt = useRef(0);
  const [tooLarge, setTooLarge] = useState<string | null>(null);
  const isHeld = contact.stage === "Held";
  const text = draft.isNote ? draft.note : draft.text;
  const gap = draft.isNote ? undefined : gapIn(text);
  const focus = () => requestAnimationFrame(() => field.current?.focus()); // the editor of mails takes its place after a note

  function write(next: string) {
    keep(draft.isNote ? { ...draft, note: next } : { ...draft, text: next });
    if (draft.isNote || isHeld || !next || Date.now() - toldAt.current < tellTypingEvery) return;
    toldAt.current = Date.now();
    say("Typing", contact.contact);
  }

  function submit() {
    if (!text.trim() || text.length > longest) return;
    if (gap) return field.current?.mark(gap);
    send(contact.contact, text.trim(), draft.isNote);
    keep(draft.isNote ? { ...draft, note: "", isNote: false } : { ...draft, text: "" });
    toldAt.current = 0;
    focus();
  }

  function attach(files: File[]) {
    setTooLarge(files.find((it) => it.size > largestFile)?.name ?? null);
    for (const file of files.filter((it) => it.size <= largestFile)) sendFile(contact.contact, file);
    focus();
  }

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.altKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.row}>
        <Textarea
          ref={(it) => {
            field.current = it && inField(it, write);
          }}
          className={styles.field}
          aria-label={draft.isNote ? t("writeNote") : t("writeAnswer")}
          placeholder={draft.isNote ? t("writeNote") : isHeld ? t("writeHeld") : t("writeAnswer")}
          autosize
          minRows={2}
          maxRows={9}
          dir="auto"
          value={text}
          error={text.length > longest && t("tooLong", { most: longest, now: text.length })}
          onChange={(it) => write(it.currentTarget.value)}
          onKeyDown={press}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (draft.isNote || files.length === 0) return;
            event.preventDefault();
            attach(files);
          }}
        />
        {!draft.isNote && (
          <TemplatePicker about={aboutContact(contact.card)} onPick={(it) => field.current?.insert(it)} />
        )}
        {!draft.isNote && (
          <FileButton onChange={attach} accept={fileKinds} multiple>
            {(props) => (
              <Tooltip label={t("file.attach")}>
                <ActionIcon {...props} size={36} variant="default" aria-label={t("file.attach")}>
                  <IconPaperclip size={18} />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
        )}
        <Button
          type="submit"
          className={styles.send}
          disabled={!text.trim() || text.length > longest}
          leftSection={<IconSend2 size={17} aria-hidden />}
        >
          {draft.isNote ? t("saveNote") : gap ? t("template.fill", { gap }) : t("send")}
        </Button>
      </div>
      {tooLarge && (
        <Text size="xs" c="var(--bad-ink)" mt={4} role="alert">
          {t("file.tooLarge", { name: tooLarge })}
        </Text>
      )}
    </form>
  );
}
