import { Button, Text, Textarea, TextInput } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
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
import { longestFax, senderOf } from "./outgoing";

type Props = { contact: DeskContact; field: RefObject<Focusable | null> };

type Written = { to: string; text: string };

/** Where a fax is answered by fax: the number, and the text. It stays until the server has made the fax. */
export function FaxEditor({ contact, field }: Props) {
  const { t } = useTranslation("letters");
  const id = contact.contact;
  const [draft, keep] = useDraft(id);
  const { data: messages = [] } = useQuery(messagesQuery(id));
  const to = draft.address ?? senderOf(messages) ?? "";
  const { text } = draft;
  const gap = gapIn(text);
  const make = useMake(id);
  const isReady = to.trim() !== "" && text.trim() !== "" && text.length <= longestFax;

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
        <TextInput
          label={t("fax.to")}
          type="tel"
          maxLength={40}
          value={to}
          readOnly={make.isPending}
          onChange={(event) => keep({ ...draft, address: event.currentTarget.value })}
        />
        <Textarea
          ref={(it) => {
            field.current = it && inField(it, (next) => keep({ ...draft, text: next }));
          }}
          label={t("fax.text")}
          autosize
          minRows={4}
          maxRows={14}
          dir="auto"
          value={text}
          readOnly={make.isPending}
          error={text.length > longestFax && t("fax.tooLong", { most: longestFax, now: text.length })}
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
          leftSection={<IconSend2 size={17} aria-hidden />}
        >
          {gap ? t("agent:template.fill", { gap }) : t("fax.send")}
        </Button>
      </div>
    </form>
  );
}

/** Has the fax made and sent. The same tried again is the same fax; what is written goes when it is made, and not before. */
function useMake(contact: string) {
  const cache = useQueryClient();
  const tried = useRef<Written & { key: string }>(undefined);
  return useMutation({
    mutationFn: ({ to, text }: Written) => {
      if (tried.current?.to !== to || tried.current.text !== text)
        tried.current = { to, text, key: crypto.randomUUID() };
      return told(
        api.POST("/api/v1/desk/contacts/{contact}/faxes", { params: { path: { contact } }, body: tried.current }),
      );
    },
    onSuccess: async (_made, { text }) => {
      tried.current = undefined;
      changeDraft(contact, (was) => (was.text === text ? { ...was, text: "" } : was));
      await cache.invalidateQueries({ queryKey: ["messages", contact] });
    },
    meta: { tellsItself: true },
  });
}
