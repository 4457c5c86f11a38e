import { Button, Checkbox, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { messagesQuery, useDesk } from "../agent/desk";
import { addToDraft, changeDraft, useDraft } from "../agent/draft";
import type { Focusable } from "../agent/focus";
import { aboutContact } from "../agent/TemplatePicker";
import { MailForm } from "../email/MailForm";
import { calm, plainSubject } from "../email/mail";
import { dayAndTime } from "../parts/time";
import { MailDialog } from "./MailDialog";
import styles from "./Side.module.css";
import { type Message, questionDraft, quoted, withoutSides } from "./sides";
import { useAsking } from "./useAsking";

/** Asks somebody outside about a contact. Nothing of the conversation goes with it but what is added here. */
export function AskDialog({ contact, onClose }: { contact: string; onClose: () => void }) {
  const { t } = useTranslation("outward");
  const { data: messages = [] } = useQuery(messagesQuery(contact));
  const said = withoutSides(messages).filter((it) => it.author === "Citizen" || it.author === "Staff");
  const name = questionDraft(contact);
  const [draft] = useDraft(name);
  const field = useRef<Focusable>(null);
  const own = useDesk()?.contacts.find((it) => it.contact === contact);
  const asking = useAsking(contact, undefined, onClose);
  const choose = (files: Message["files"]) => changeDraft(name, (was) => ({ ...was, mail: { ...was.mail, files } }));
  return (
    <MailDialog title={t("side.ask")} onClose={onClose}>
      {(onLayer) => (
        <MailForm
          name={name}
          contact={contact}
          usual={{ to: [], subject: plainSubject(said.find((it) => it.mail?.subject)?.mail?.subject) }}
          about={own && aboutContact(own.card)}
          field={field}
          words={{ write: t("side.text"), added: t("side.added"), send: t("side.send") }}
          needsSubject
          isBusy={asking.isPending}
          error={asking.error}
          above={
            <Text size="sm" className="quiet">
              {t("side.apart")}
            </Text>
          }
          below={<Included messages={said} draft={name} chosen={draft.mail?.files ?? []} onChoose={choose} />}
          onLayer={onLayer}
          onCancel={onClose}
          onSend={({ to, subject, text, html, files }, later) =>
            asking.mutate({ to, subject, text, html, files, sendAt: later?.sendAt })
          }
        />
      )}
    </MailDialog>
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
