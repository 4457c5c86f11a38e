import { Button, Text } from "@mantine/core";
import { IconClock, IconMailOff, IconMessageForward, IconMessageReply } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskContact } from "../agent/desk";
import { State } from "../parts/State";
import { AskDialog } from "./AskDialog";
import styles from "./Side.module.css";
import { SideDialog } from "./SideDialog";
import { partyOf, type Side, sidesQuery } from "./sides";

/** Who outside has been asked in a contact, and whether he has answered. */
export function SideConversations({ contact: { contact, lastMessage, stage } }: { contact: DeskContact }) {
  const { t } = useTranslation("outward");
  const { data: sides = [] } = useQuery(sidesQuery(contact, lastMessage));
  const [asked, setAsked] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const isOpen = stage === "Handled" || stage === "Held";
  if (sides.length === 0 && !isOpen) return null;
  return (
    <section className={styles.sides} aria-labelledby="sides">
      <h3 id="sides" className={styles.title}>
        {t("side.title")}
      </h3>
      {sides.length > 0 && (
        <ul className={styles.list}>
          {sides.map((it) => (
            <li key={it.side}>
              <button type="button" className={styles.side} onClick={() => setAsked(it.side)}>
                <span className={styles.party} dir="auto">
                  {partyOf(it)}
                </span>
                <Text size="xs" className="quiet" dir="auto" truncate>
                  {it.subject}
                </Text>
                <SideStateBadge state={it.state} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {isOpen && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconMessageForward size={16} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t("side.ask")}
        </Button>
      )}
      {asked && (
        <SideDialog contact={contact} side={asked} messages={Number(lastMessage)} onClose={() => setAsked(null)} />
      )}
      {isAsking && <AskDialog contact={contact} onClose={() => setAsking(false)} />}
    </section>
  );
}

export function SideStateBadge({ state }: { state: Side["state"] }) {
  const { t } = useTranslation("outward");
  const looks = {
    Waiting: { tone: "care", icon: <IconClock aria-hidden /> },
    Answered: { tone: "good", icon: <IconMessageReply aria-hidden /> },
    NotAsked: { tone: "bad", icon: <IconMailOff aria-hidden /> },
  } as const;
  return <State {...looks[state]}>{t(`side.state.${state}`)}</State>;
}
