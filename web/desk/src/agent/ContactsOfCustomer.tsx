import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { ChannelIcon } from "../parts/channels";
import { dayAndTime } from "../parts/time";
import { best } from "../texts/best";
import styles from "./ContactsOfCustomer.module.css";

/** A customer's contacts in every channel, each leading to its story. */
export function ContactsOfCustomer({ contacts }: { contacts: Schemas["ContactSummary"][] }) {
  const { t, i18n } = useTranslation("agent");
  if (contacts.length === 0)
    return (
      <Text size="sm" className="quiet">
        {t("earlier.none")}
      </Text>
    );
  return (
    <ul className={styles.list}>
      {contacts.map((it) => (
        <li key={it.contact}>
          <Link to={`/history/${it.contact}` as never} className={styles.contact}>
            <ChannelIcon channel={it.channel} />
            <span className={styles.what}>
              <span className={styles.service}>{best(it.serviceName, i18n.language)}</span>
              <span className="quiet">
                {dayAndTime(it.arrivedAt, i18n.language)}
                {it.personName && ` · ${it.personName}`}
              </span>
              {(it.matter || it.reasons.length > 0) && (
                <span className={styles.matter} dir="auto">
                  {it.reasons.length > 0 ? it.reasons.map((r) => best(r.name, i18n.language)).join(", ") : it.matter}
                </span>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
