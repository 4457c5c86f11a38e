import { Modal, Text } from "@mantine/core";
import { IconAlertTriangle, IconMailOpened, IconPaperclip, IconPrinter } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { size } from "../email/files";
import { State } from "../parts/State";
import { dayAndTime } from "../parts/time";
import styles from "./LetterCard.module.css";
import { Pages } from "./Pages";
import { firstLook } from "./viewing";

type Props = { contact: string; message: Schemas["MessageView"]; letter: Schemas["LetterView"] };

/** A letter on paper: how it looks, what could be read in it, and the scan itself. */
export function LetterCard({ contact, message, letter }: Props) {
  const { t, i18n } = useTranslation("letters");
  const name = useId();
  const [look, setLook] = useState(firstLook);
  const [isLarge, setLarge] = useState(false);
  const hasPages = letter.pages.length > 0;
  const text = hasPages ? letter.pages[look.page]!.text : message.text;
  return (
    <article className={styles.card} aria-labelledby={name}>
      <header className={styles.head}>
        <strong id={name}>
          {letter.fax ? <IconPrinter size={16} aria-hidden /> : <IconMailOpened size={16} aria-hidden />}{" "}
          {t(letter.fax ? "fax.title" : "letter")}
        </strong>
        <time dateTime={message.at}>{dayAndTime(message.at, i18n.language)}</time>
      </header>
      {letter.fax && <FaxFacts fax={letter.fax} pages={letter.pages.length} />}
      {message.text === null ? (
        <em>{t("agent:erased")}</em>
      ) : (
        <div className={styles.body} data-pages={hasPages || undefined}>
          {hasPages && (
            <Pages contact={contact} letter={letter} look={look} onLook={setLook} onLarge={() => setLarge(true)} />
          )}
          <div role="group" className={styles.read} aria-label={t("text")}>
            <Text size="xs" className="quiet">
              {t(`reading.${letter.reading}`)}
            </Text>
            <p className={styles.text} dir="auto">
              {text || <em className="quiet">{t("unread")}</em>}
            </p>
          </div>
        </div>
      )}
      {message.files.map((it) => (
        <a key={it.id} className={styles.file} href={`/api/v1/contacts/${contact}/files/${it.id}`} download={it.name}>
          <IconPaperclip size={15} aria-hidden />
          <span>{t("scan", { name: it.name })}</span>
          <span className="quiet">{size(Number(it.bytes), i18n.language)}</span>
        </a>
      ))}
      {hasPages && (
        <Modal
          opened={isLarge}
          onClose={() => setLarge(false)}
          fullScreen
          title={t(letter.fax ? "fax.title" : "letter")}
        >
          <Pages contact={contact} letter={letter} look={look} onLook={setLook} />
        </Modal>
      )}
    </article>
  );
}

/** Who sent a fax, as far as the line told, and whether all of it came. */
function FaxFacts({ fax, pages }: { fax: Schemas["FaxFacts"]; pages: number }) {
  const { t } = useTranslation("letters");
  const facts = [
    fax.from ? t("fax.from", { from: fax.from }) : t("fax.unknown"),
    fax.station && t("fax.station", { station: fax.station }),
    pages > 0 && t("fax.pages", { count: pages }),
  ].filter(Boolean);
  return (
    <>
      <Text size="sm" className="quiet">
        {facts.join(" · ")}
      </Text>
      {!fax.isWhole && (
        <State tone="care" icon={<IconAlertTriangle aria-hidden />}>
          {t("fax.cut")}
        </State>
      )}
    </>
  );
}
