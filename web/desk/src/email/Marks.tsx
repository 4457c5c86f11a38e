import { IconAlertTriangle, IconRobot, IconShieldCheck, IconShieldQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { State } from "../parts/State";
import styles from "./MailCard.module.css";
import { type Mail, trust } from "./mail";

const kinds = [
  "DeliveryReport",
  "ReadReceipt",
  "Complaint",
  "OutOfOffice",
  "AutomaticReply",
  "CalendarReply",
  "Bulk",
  "Notification",
  "Receipt",
];

/** That a machine wrote a mail, and of which kind. */
export function MailLabel({ kind }: { kind: string }) {
  const { t } = useTranslation("email");
  return (
    <p className={styles.mark}>
      <State tone="rest" icon={<IconRobot aria-hidden />}>
        {t(`kind.${kinds.includes(kind) ? kind : "Other"}`)}
      </State>
    </p>
  );
}

/** Whether the sender is who he says he is, as far as the receiving server could find out. */
export function Trust({ mail }: { mail: Mail }) {
  const { t } = useTranslation("email");
  const address = mail.from?.address ?? "";
  const facts = { domain: address.slice(address.lastIndexOf("@") + 1) };
  switch (mail.isOutgoing ? undefined : trust(mail.verdict)) {
    case "forged":
      return (
        <p className={styles.forged}>
          <IconAlertTriangle size={17} aria-hidden />
          <span>
            <strong>{t("trust.forged")}</strong> {t("trust.forgedText", facts)}
          </span>
        </p>
      );
    case "checked":
      return (
        <p className={styles.trust}>
          <IconShieldCheck size={15} aria-hidden /> {t("trust.checked", facts)}
        </p>
      );
    case "unchecked":
      return (
        <p className={styles.trust}>
          <IconShieldQuestion size={15} aria-hidden /> {t("trust.unchecked", facts)}
        </p>
      );
    default:
      return null;
  }
}
