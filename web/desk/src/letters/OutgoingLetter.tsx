import { Button, Group } from "@mantine/core";
import { IconArrowBackUp, IconFileTypePdf, IconMailForward, IconMailOff, IconPrinter } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { size } from "../email/files";
import { State } from "../parts/State";
import { dayAndTime } from "../parts/time";
import { useMay } from "../session/session";
import { FaxStanding } from "./FaxStanding";
import styles from "./LetterCard.module.css";
import { useSettle } from "./outgoing";

type Props = { contact: string; message: Schemas["MessageView"]; letter: Schemas["LetterView"] };

/** An answer by letter: whom it goes to, what it says, the PDF, and whether it is posted. */
export function OutgoingLetter({ contact, message, letter }: Props) {
  const { t, i18n } = useTranslation("letters");
  const name = useId();
  const mayHandle = useMay("contact.handle");
  return (
    <article className={styles.card} aria-labelledby={name}>
      <header className={styles.head}>
        <strong id={name}>
          <IconMailForward size={16} aria-hidden /> {t(letter.sending ? "fax.answer" : "outgoing.title")}
        </strong>
        {letter.sending ? <FaxStanding letter={letter} sending={letter.sending} /> : <Standing letter={letter} />}
        <time dateTime={message.at}>{dayAndTime(message.at, i18n.language)}</time>
      </header>
      {message.text === null ? (
        <em>{t("agent:erased")}</em>
      ) : (
        <>
          <div role="group" aria-label={t(letter.sending ? "fax.to" : "editor.to")}>
            <p className={styles.text}>{letter.to}</p>
          </div>
          <div role="group" aria-label={t(letter.sending ? "fax.text" : "text")}>
            <p className={styles.text} dir="auto">
              {message.text}
            </p>
          </div>
        </>
      )}
      {message.files.map((it) => (
        <a key={it.id} className={styles.file} href={`/api/v1/contacts/${contact}/files/${it.id}`} download={it.name}>
          <IconFileTypePdf size={15} aria-hidden />
          <span>{t(letter.sending ? "fax.pdf" : "outgoing.pdf", { name: it.name })}</span>
          <span className="quiet">{size(Number(it.bytes), i18n.language)}</span>
        </a>
      ))}
      {mayHandle && message.text !== null && !letter.sending && <Moves contact={contact} letter={letter} />}
    </article>
  );
}

function Standing({ letter }: { letter: Schemas["LetterView"] }) {
  const { t, i18n } = useTranslation("letters");
  if (letter.state === "ToPrint")
    return (
      <State tone="care" icon={<IconPrinter aria-hidden />}>
        {t("outgoing.ToPrint")}
      </State>
    );
  const isPosted = letter.state === "Posted";
  const when = letter.settledAt && dayAndTime(letter.settledAt, i18n.language);
  return (
    <State
      tone={isPosted ? "good" : "rest"}
      icon={isPosted ? <IconMailForward aria-hidden /> : <IconMailOff aria-hidden />}
    >
      {t(isPosted ? "outgoing.Posted" : "outgoing.Withdrawn", {
        when,
        who: letter.settledByName ?? t("agent:colleague"),
      })}
    </State>
  );
}

function Moves({ contact, letter }: Omit<Props, "message">) {
  const { t } = useTranslation("letters");
  const settle = useSettle();
  const to = (state: Schemas["LetterState"]) => settle.mutate({ contact, letter: letter.letter, state });
  if (letter.state !== "ToPrint")
    return (
      <Group gap="xs">
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          loading={settle.isPending}
          onClick={() => to("ToPrint")}
        >
          {t("outgoing.putBack")}
        </Button>
      </Group>
    );
  return (
    <Group gap="xs">
      <Button variant="default" size="compact-sm" loading={settle.isPending} onClick={() => to("Posted")}>
        {t("outgoing.post")}
      </Button>
      <Button variant="subtle" size="compact-sm" disabled={settle.isPending} onClick={() => to("Withdrawn")}>
        {t("outgoing.withdraw")}
      </Button>
    </Group>
  );
}
