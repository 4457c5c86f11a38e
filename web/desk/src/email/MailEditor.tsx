import { Button, Checkbox } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type DeskContact, messagesQuery, useSetup } from "../agent/desk";
import { changeDraft, isBegun, type MailDraft, useDraft } from "../agent/draft";
import type { Focusable } from "../agent/focus";
import { keptVersion } from "../agent/keeping";
import { sendMail } from "../agent/outbox";
import { aboutContact } from "../agent/TemplatePicker";
import { say } from "../live/live";
import { clockTime } from "../parts/time";
import { useSession } from "../session/session";
import styles from "./MailEditor.module.css";
import { MailForm, mailOf, type Written } from "./MailForm";
import { answerAll, answerSubject, answerTo, type Message, otherDomain, writtenSince } from "./mail";
import type { Later } from "./SendLater";
import { useFirstMail, useMayInvite } from "./useFirstMail";

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
  const toldAt = useRef(0);

  const first = useFirstMail(desk);
  const isFirst = !messages.some((it) => it.mail && !it.side);
  const usual = isFirst ? first : { to: answerTo(messages).map((it) => it.address), subject: answerSubject(messages) };
  const { to, cc, bcc } = mailOf(draft, usual);
  const { mail = {} } = draft;
  const mayInvite = useMayInvite(desk);
  const goesOn = mail.goesOn ?? desk.isCitizenAway;
  const all = answerAll(messages, useSetup()?.mailAddresses ?? []);
  const isToAll = all?.cc.every((it) => [...to, ...cc, ...bcc].includes(it));

  const set = (change: MailDraft) => changeDraft(contact, (was) => ({ ...was, mail: { ...was.mail, ...change } }));

  function told(text: string): MailDraft {
    if (text && Date.now() - toldAt.current >= tellWritingEvery) {
      toldAt.current = Date.now();
      say("Writing", contact);
    }
    return { seen: mail.seen ?? lastMessage };
  }

  function send({ text, ...written }: Written, later?: Later) {
    sendMail(contact, text, {
      ...written,
      kept: keptVersion(contact),
      keepsChannel: card.channel === "Chat" && !goesOn,
      invitesToChat: mayInvite && mail.invites === true,
      yieldsToCitizen: false,
      ...later,
    });
    changeDraft(contact, ({ mail: _, ...was }) => ({ ...was, text: "", byMail: false }));
  }

  const toAll = all && (
    <Button
      variant="subtle"
      size="compact-xs"
      onClick={() => set(isToAll ? { to: undefined, cc: cc.filter((it) => !all.cc.includes(it)) } : all)}
    >
      {isToAll ? t("editor.onlySender") : t("editor.all", { count: all.cc.length + all.to.length })}
    </Button>
  );
  return (
    <MailForm
      name={contact}
      contact={contact}
      usual={usual}
      about={aboutContact(card)}
      field={field}
      words={{ write: t("editor.write"), added: t("editor.added"), send: t("editor.send") }}
      hasCopies
      mayYield
      toSlot={toAll}
      above={<OtherDomain found={otherDomain(messages, to)} />}
      below={
        <>
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
              description={mail.invites ? t("editor.invitesHint") : undefined}
              checked={mail.invites ?? false}
              onChange={(it) => set({ invites: it.currentTarget.checked })}
            />
          )}
        </>
      }
      onWrite={told}
      onSend={send}
    />
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
