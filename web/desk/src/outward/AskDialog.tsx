import { Button, Checkbox, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconSend2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { messagesQuery } from "../agent/desk";
import { addToDraft, changeDraft, type MailDraft, useDraft } from "../agent/draft";
import { sentenceOf } from "../api/tellError";
import { AddressInput } from "../email/AddressInput";
import { calm, isAddress, plainSubject } from "../email/mail";
import { dayAndTime } from "../parts/time";
import dialog from "./NewMailDialog.module.css";
import styles from "./Side.module.css";
import { type Message, questionDraft, quoted, withoutSides } from "./sides";
import { useAsking } from "./useAsking";

/** In the server's own limits. */
const longest = 50_000;
const longestSubject = 300;

/** Asks somebody outside about a contact. Nothing of the conversation goes with it but what is added here. */
export function AskDialog({ contact, onClose }: { contact: string; onClose: () => void }) {
  const { t } = useTranslation("outward");
  const { data: messages = [] } = useQuery(messagesQuery(contact));
  const said = withoutSides(messages).filter((it) => it.author === "Citizen" || it.author === "Staff");
  const name = questionDraft(contact);
  const [draft] = useDraft(name);
  const asking = useAsking(contact, undefined, onClose);
  const subject = plainSubject(said.find((it) => it.mail?.subject)?.mail?.subject);
  const mail = { to: [], subject, files: [], ...draft.mail };
  const set = (change: MailDraft) => changeDraft(name, (was) => ({ ...was, mail: { ...was.mail, ...change } }));
  const isReady =
    draft.text.trim() !== "" &&
    draft.text.length <= longest &&
    mail.subject.trim() !== "" &&
    mail.to.length > 0 &&
    mail.to.every(isAddress);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("side.ask")}
      size="lg"
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) asking.mutate({ ...mail, text: draft.text.trim() });
        }}
      >
        <Stack gap="sm">
          <Text size="sm" className="quiet">
            {t("side.apart")}
          </Text>
          <div className={dialog.lines}>
            <AddressInput label={t("email:field.to")} value={mail.to} onChange={(it) => set({ to: it })} />
          </div>
          <TextInput
            label={t("email:field.subject")}
            dir="auto"
            maxLength={longestSubject}
            value={mail.subject}
            onChange={(it) => set({ subject: it.currentTarget.value })}
          />
          <Textarea
            label={t("side.text")}
            autosize
            minRows={4}
            maxRows={16}
            dir="auto"
            value={draft.text}
            error={draft.text.length > longest && t("email:editor.tooLong", { most: longest, now: draft.text.length })}
            onChange={(it) => {
              const text = it.currentTarget.value;
              changeDraft(name, (was) => ({ ...was, text }));
            }}
          />
          <Included messages={said} draft={name} chosen={mail.files} onChoose={(files) => set({ files })} />
          {asking.error && (
            <Text c="var(--bad-ink)" size="sm" role="alert">
              {sentenceOf(asking.error)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("side.cancel")}
            </Button>
            <Button
              type="submit"
              disabled={!isReady}
              loading={asking.isPending}
              leftSection={<IconSend2 size={17} aria-hidden />}
            >
              {t("side.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type IncludedProps = {
  messages: Message[];
  draft: string;
  chosen: Message["files"];
  onChoose: (files: Message["files"]) => void;
};

/** What has been said in the contact: its texts can be put into the question, its files sent with it. */
function Included({ messages, draft, chosen, onChoose }: IncludedProps) {
  const { t, i18n } = useTranslation("outward");
  if (messages.length === 0) return null;
  return (
    <fieldset className={styles.included}>
      <legend>{t("side.include")}</legend>
      <Text size="xs" className="quiet">
        {t("side.includeHint")}
      </Text>
      <ul className={styles.said}>
        {messages.map((it) => {
          const who = it.author === "Citizen" ? t("side.citizen") : (it.personName ?? t("side.us"));
          const at = dayAndTime(it.at, i18n.language);
          return (
            <li key={it.number}>
              {it.text && (
                <Group gap="xs" wrap="nowrap">
                  <div className={styles.one}>
                    <Text size="xs" className="quiet" truncate>
                      {who}, {at}
                    </Text>
                    <Text size="sm" truncate dir="auto">
                      {it.text}
                    </Text>
                  </div>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    leftSection={<IconPlus size={14} aria-hidden />}
                    aria-label={t("side.add", { who, at })}
                    onClick={() => addToDraft(draft, `\n${quoted(who, at, calm(it.text ?? ""))}`)}
                  >
                    {t("side.addShort")}
                  </Button>
                </Group>
              )}
              {it.files.map((file) => (
                <Checkbox
                  key={file.id}
                  size="xs"
                  label={file.name}
                  checked={chosen.some((one) => one.id === file.id)}
                  onChange={(event) =>
                    onChoose(
                      event.currentTarget.checked ? [...chosen, file] : chosen.filter((one) => one.id !== file.id),
                    )
                  }
                />
              ))}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
