import { Button, Text, Textarea } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type DeskContact, messagesQuery } from "../agent/desk";
import { changeDraft, useDraft } from "../agent/draft";
import { type Focusable, inField } from "../agent/focus";
import { aboutContact, TemplatePicker } from "../agent/TemplatePicker";
import { gapIn } from "../agent/template";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import styles from "./LetterEditor.module.css";
import { fitsWindow, lastAddress, longestLetter, longestLine, mostLines, toPrintQuery } from "./outgoing";

type Props = { contact: DeskContact; field: RefObject<Focusable | null> };

type Written = { to: string; text: string };

/** Where a letter is answered by letter: whom it goes to, and the text. It stays until the server has made the letter. */
export function LetterEditor({ contact, field }: Props) {
  const { t } = useTranslation("letters");
  const id = contact.contact;
  const [draft, keep] = useDraft(id);
  const { data: messages = [] } = useQuery(messagesQuery(id));
  const to = draft.address ?? lastAddress(messages) ?? "";
  const { text } = draft;
  const gap = gapIn(text);
  const make = useMake(id);
  const isReady = to.trim() !== "" && fitsWindow(to) && text.trim() !== "" && text.length <= longestLetter;

  function submit() {
    if (!isReady || make.isPending) return;
    if (gap) return field.current?.mark(gap);
    make.mutate({ to, text });
  }

  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles.fields}>
        <Textarea
          label={t("editor.to")}
          description={t("editor.toHelp")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autosize
          minRows={3}
          maxRows={mostLines}
          value={to}
          readOnly={make.isPending}
          error={!fitsWindow(to) && t("editor.tooWide", { lines: mostLines, letters: longestLine })}
          onChange={(event) => keep({ ...draft, address: event.currentTarget.value })}
        />
        <Textarea
          ref={(it) => {
            field.current = it && inField(it, (next) => keep({ ...draft, text: next }));
          }}
          label={t("editor.text")}
          autosize
          minRows={4}
          maxRows={14}
          dir="auto"
          value={text}
          readOnly={make.isPending}
          error={text.length > longestLetter && t("editor.tooLong", { most: longestLetter, now: text.length })}
          onChange={(event) => keep({ ...draft, text: event.currentTarget.value })}
        />
      </div>
      {make.error && (
        <Text size="xs" c="var(--bad-ink)" role="alert">
          {sentenceOf(make.error)}
        </Text>
      )}
      <div className={styles.actions}>
        <TemplatePicker about={aboutContact(contact.card)} onPick={(it) => field.current?.insert(it)} />
        <Text size="xs" className="quiet">
          {t("editor.added")}
        </Text>
        <Button
          type="submit"
          disabled={!isReady}
          loading={make.isPending}
          leftSection={<IconPrinter size={17} aria-hidden />}
        >
          {gap ? t("agent:template.fill", { gap }) : t("editor.make")}
        </Button>
      </div>
    </form>
  );
}

/** Has the letter made. The same tried again is the same letter; what is written goes when it is made, and not before. */
function useMake(contact: string) {
  const cache = useQueryClient();
  const tried = useRef<Written & { key: string }>(undefined);
  return useMutation({
    mutationFn: ({ to, text }: Written) => {
      if (tried.current?.to !== to || tried.current.text !== text)
        tried.current = { to, text, key: crypto.randomUUID() };
      return told(
        api.POST("/api/v1/desk/contacts/{contact}/letters", { params: { path: { contact } }, body: tried.current }),
      );
    },
    onSuccess: async (_made, { to, text }) => {
      tried.current = undefined;
      changeDraft(contact, ({ address, ...was }) =>
        was.text === text && (address ?? to) === to
          ? { ...was, text: "" }
          : { ...was, ...(address !== undefined && { address }) },
      );
      await cache.invalidateQueries({ queryKey: ["messages", contact] });
      await cache.invalidateQueries({ queryKey: toPrintQuery.queryKey });
    },
    meta: { tellsItself: true },
  });
}
