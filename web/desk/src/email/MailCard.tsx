import { Button } from "@mantine/core";
import { IconDownload, IconMail } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { SplitMail } from "../outward/SplitMail";
import { dayAndTime } from "../parts/time";
import { useSession } from "../session/session";
import { Fold } from "./Fold";
import { Invites } from "./Invites";
import { MailAddresses } from "./MailAddresses";
import styles from "./MailCard.module.css";
import { MailFiles } from "./MailFiles";
import { MailPage } from "./MailPage";
import { MailState } from "./MailState";
import { MailLabel, Trust } from "./Marks";
import { calm, hasOtherSubject, isLong, type Mail, type Message } from "./mail";

type Props = {
  contact: string;
  message: Message;
  /** The mail before it in the conversation, whose subject needs not be said again. */
  before?: Mail;
  /** The reader only reads: nothing can be taken back. */
  isPast?: boolean;
};

/** One mail: from whom and to whom, what is new in it, and what else came with it. */
export function MailCard({ contact, message, before, isPast = false }: Props) {
  const { t, i18n } = useTranslation("email");
  const mail = message.mail!;
  const name = useId();
  const [isPage, setPage] = useState(false);
  return (
    <article
      className={styles.card}
      data-out={mail.isOutgoing || undefined}
      data-gone={mail.state === "Withdrawn" || undefined}
      aria-labelledby={name}
    >
      <header className={styles.head}>
        <div className={styles.from} id={name}>
          <Sender message={message} mail={mail} />
        </div>
        <time className={styles.at} dateTime={message.at}>
          {dayAndTime(message.at, i18n.language)}
        </time>
      </header>
      <MailAddresses mail={mail} />
      {mail.automatic && <MailLabel kind={mail.automatic} />}
      <Trust mail={mail} />
      {hasOtherSubject(mail, before) && (
        <h3 className={styles.subject} dir="auto">
          {mail.subject}
        </h3>
      )}
      {mail.state === "Withdrawn" || (mail.isOutgoing && mail.automatic) ? (
        <Fold show={t("withdrawn.show")} hide={t("withdrawn.hide")}>
          <Content contact={contact} message={message} mail={mail} isPage={false} />
        </Fold>
      ) : (
        <Content contact={contact} message={message} mail={mail} isPage={isPage} />
      )}
      {mail.state !== "Withdrawn" && <Invites contact={contact} mail={mail} isPast={isPast} />}
      <footer className={styles.foot}>
        {mail.isOutgoing && <MailState contact={contact} message={message} mail={mail} isPast={isPast} />}
        <span className={styles.ways}>
          {!isPast && <SplitMail contact={contact} message={message} />}
          {mail.hasPage && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconMail size={15} aria-hidden />}
              onClick={() => setPage(!isPage)}
            >
              {isPage ? t("page.text") : t("page.show")}
            </Button>
          )}
          {mail.hasSource && (
            <Button
              component="a"
              className={styles.source}
              variant="subtle"
              color="gray"
              size="compact-sm"
              href={`/api/v1/contacts/${contact}/mails/${mail.mail}/source`}
              download
              leftSection={<IconDownload size={15} aria-hidden />}
            >
              {t("source")}
            </Button>
          )}
        </span>
      </footer>
    </article>
  );
}

function Content({ contact, message, mail, isPage }: Props & { mail: Mail; isPage: boolean }) {
  return (
    <>
      {isPage ? <MailPage contact={contact} mail={mail.mail} /> : <MailText message={message} mail={mail} />}
      <MailFiles contact={contact} files={message.files} leftOut={mail.leftOut} />
    </>
  );
}

function Sender({ message, mail }: { message: Message; mail: Mail }) {
  const { t } = useTranslation("email");
  const { person } = useSession();
  if (!mail.isOutgoing) {
    const { name, address } = mail.from ?? {};
    return (
      <>
        <strong dir="auto">{name ?? address ?? t("nobody")}</strong>
        {name && <span className={styles.address}>{address}</span>}
      </>
    );
  }
  const who = message.person === person ? t("you") : message.personName;
  return (
    <>
      <strong dir="auto">{who ?? t("automatically")}</strong>
      {mail.from && <span className={styles.address}>{mail.from.address}</span>}
    </>
  );
}

function MailText({ message, mail }: { message: Message; mail: Mail }) {
  const { t } = useTranslation("email");
  const [isWhole, setWhole] = useState(false);
  const text = message.text && calm(message.text);
  const isCut = text !== null && isLong(text) && !isWhole;
  return (
    <>
      <p className={styles.text} data-cut={isCut || undefined} dir="auto">
        {text === null ? <em>{t("erased")}</em> : text || <em className="quiet">{t("empty")}</em>}
      </p>
      {isCut && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
          {t("showWhole")}
        </Button>
      )}
      {mail.folded.signature && (
        <Fold show={t("signature.show")} hide={t("signature.hide")}>
          <p className={styles.folded} dir="auto">
            {mail.folded.signature}
          </p>
        </Fold>
      )}
      {mail.folded.quote && (
        <Fold show={t("quote.show")} hide={t("quote.hide")}>
          <p className={styles.folded} dir="auto">
            {mail.folded.quote}
          </p>
        </Fold>
      )}
    </>
  );
}
