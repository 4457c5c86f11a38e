import { Button } from "@mantine/core";
import { IconMessageForward, IconMessageReply } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../parts/time";
import { useSession } from "../session/session";
import styles from "./Side.module.css";
import { SideDialog } from "./SideDialog";
import { type Message, otherEnd } from "./sides";

/** That somebody outside was asked, or has answered, where it happened. What was written stands apart. */
export function SideLine({ contact, message }: { contact: string; message: Message }) {
  const { t, i18n } = useTranslation("outward");
  const { person } = useSession();
  const [isOpen, setOpen] = useState(false);
  const isAsked = message.mail?.isOutgoing ?? false;
  const facts = { party: otherEnd(message) ?? t("side.nobody"), person: message.personName };
  const what = !isAsked
    ? t(message.author === "Automatic" ? "side.automatic" : "side.answered", facts)
    : t(message.person === person ? "side.youAsked" : "side.asked", facts);
  return (
    <p className={styles.line} data-answer={!isAsked || undefined}>
      {isAsked ? <IconMessageForward size={16} aria-hidden /> : <IconMessageReply size={16} aria-hidden />}
      <span dir="auto">{what}</span>
      <time dateTime={message.at}>{clockTime(message.at, i18n.language)}</time>
      <Button
        variant="subtle"
        size="compact-xs"
        aria-label={`${t("side.show")}: ${what}`}
        onClick={() => setOpen(true)}
      >
        {t("side.show")}
      </Button>
      {isOpen && (
        <SideDialog contact={contact} side={message.side!} messages={message.number} onClose={() => setOpen(false)} />
      )}
    </p>
  );
}
