import { Tabs, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { SideConversations } from "../outward/SideConversations";
import { best } from "../texts/best";
import { ContactsOfCustomer } from "./ContactsOfCustomer";
import { CustomerCard } from "./CustomerCard";
import type { DeskContact, Setup } from "./desk";
import styles from "./SidePanel.module.css";

/** Everything we know: who it is, his earlier contacts, and what the service wants us to say. */
export function SidePanel({ contact, setup }: { contact: DeskContact; setup: Setup }) {
  const { t, i18n } = useTranslation("agent");
  const service = setup.services.find((it) => it.service === contact.card.service);
  const script = best(service?.script, i18n.language);
  const { data: story } = useQuery({
    queryKey: ["story", contact.contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}", { params: { path: { contact: contact.contact } } })),
  });
  // On a narrow screen the conversation has the room, until somebody asks.
  const isNarrow = useMediaQuery("(max-width: 62em)", false, { getInitialValueInEffect: false });
  const [chosen, setTab] = useState<string | null>(null);
  const tab = chosen ?? (isNarrow ? null : "customer");
  const earlier = [...(story?.later ?? []), ...(story?.earlier ?? [])];

  return (
    <Tabs value={tab} onChange={setTab} allowTabDeactivation={isNarrow} className={styles.tabs} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="customer">{t("customer.title")}</Tabs.Tab>
        <Tabs.Tab value="earlier">
          {t("earlier.title")}
          {earlier.length > 0 && <span className={styles.count}>{earlier.length}</span>}
        </Tabs.Tab>
        <Tabs.Tab value="script">{t("script.title")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="customer" className={styles.panel}>
        <CustomerCard story={story} />
        <SideConversations contact={contact} />
        {story && (
          <>
            <h3 className={styles.title}>{t("earlier.latest")}</h3>
            <ContactsOfCustomer contacts={earlier.slice(0, 4)} />
          </>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="earlier" className={styles.panel}>
        <ContactsOfCustomer contacts={earlier} />
      </Tabs.Panel>
      <Tabs.Panel value="script" className={styles.panel}>
        <h3 className={styles.title}>{best(service?.name, i18n.language)}</h3>
        {script ? (
          <Text size="sm" className={styles.script}>
            {script}
          </Text>
        ) : (
          <Text size="sm" className="quiet">
            {t("script.none")}
          </Text>
        )}
      </Tabs.Panel>
    </Tabs>
  );
}
