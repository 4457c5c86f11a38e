import { Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconChecks,
  IconClock,
  IconClockHour4,
  IconMailOff,
  IconRefreshAlert,
} from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "../agent/clock";
import { isBegun, putBack, useDraft } from "../agent/draft";
import { api, told } from "../api/api";
import { questionDraft } from "../outward/sides";
import { dayAndTime } from "../parts/time";
import styles from "./MailCard.module.css";
import { cameAt, type Mail, type Message, type Standing, standing } from "./mail";

type Props = { contact: string; message: Message; mail: Mail; isPast: boolean };

const icons: Record<Standing["state"], ReactNode> = {
  undo: <IconClock size={15} aria-hidden />,
  scheduled: <IconClockHour4 size={15} aria-hidden />,
  again: <IconRefreshAlert size={15} aria-hidden />,
  sending: <IconClock size={15} aria-hidden />,
  sent: <IconCheck size={15} aria-hidden />,
  delivered: <IconChecks size={15} aria-hidden />,
  bounced: <IconMailOff size={15} aria-hidden />,
  failed: <IconAlertTriangle size={15} aria-hidden />,
  withdrawn: <IconArrowBackUp size={15} aria-hidden />,
};

/** What has become of a mail of ours, in words; taking it back while that can be done. */
export function MailState({ contact, message, mail, isPast }: Props) {
  const { t, i18n } = useTranslation("email");
  const where = standing(mail, message.at, useNow());
  const at = cameAt(mail);
  const mayTakeBack = !isPast && (where.state === "undo" || where.state === "scheduled");
  return (
    <div className={styles.state} data-state={where.state}>
      <p>
        {icons[where.state]}
        <span role={where.state === "undo" ? undefined : "status"}>
          {t(`state.${where.state}`, {
            seconds: "seconds" in where ? where.seconds : 0,
            at: "at" in where ? dayAndTime(where.at, i18n.language) : "",
          })}
          {at && ` ${dayAndTime(at, i18n.language)}`}
        </span>
        {mayTakeBack && <TakeBack contact={contact} message={message} mail={mail} isSoon={where.state === "undo"} />}
        {!isPast && where.state === "withdrawn" && <UseAgain contact={contact} message={message} mail={mail} />}
      </p>
      {mail.sentAt && mail.sentAt !== at && (
        <p className="quiet">{t("sentAt", { at: dayAndTime(mail.sentAt, i18n.language) })}</p>
      )}
      {where.state === "scheduled" && mail.yieldsToCitizen && <p className="quiet">{t("yields")}</p>}
      {mail.mayBeTwice && <p>{t("twice")}</p>}
      {mail.trouble && (
        <p className={where.state === "sent" ? styles.some : undefined}>
          {where.state === "sent" && `${t("notAll")} `}
          {t("trouble", { words: mail.trouble })}
        </p>
      )}
    </div>
  );
}

function TakeBack({ contact, message, mail, isSoon }: Omit<Props, "isPast"> & { isSoon: boolean }) {
  const { t } = useTranslation("email");
  const withdraw = useMutation({
    mutationFn: () =>
      told(
        api.POST("/api/v1/desk/contacts/{contact}/mails/{mail}/withdraw", {
          params: { path: { contact, mail: mail.mail } },
        }),
      ),
    onSuccess: () => putBack(editorOf(contact, message), message.text ?? "", draftOf(message, mail)),
  });
  return (
    <Button variant="default" size="compact-sm" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
      {isSoon ? t("undo") : t("takeBack")}
    </Button>
  );
}

/** The text of a mail that was taken back, for the editor when nothing stands there. */
function UseAgain({ contact, message, mail }: Omit<Props, "isPast">) {
  const { t } = useTranslation("email");
  const editor = editorOf(contact, message);
  const [draft] = useDraft(editor);
  if (isBegun(draft) || !message.text) return null;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      onClick={() => putBack(editor, message.text ?? "", draftOf(message, mail))}
    >
      {t("useAgain")}
    </Button>
  );
}

/** Where a mail was written: the answer to the citizen, or a question to somebody outside. */
function editorOf(contact: string, { side }: Message): string {
  return side ? questionDraft(contact, side) : contact;
}

function draftOf(message: Message, mail: Mail) {
  const addresses = (list: Mail["to"]) => list.map((it) => it.address);
  return {
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    bcc: addresses(mail.bcc),
    subject: mail.subject ?? "",
    ...(mail.html && { html: mail.html }),
    files: message.files,
    seen: message.number,
  };
}
