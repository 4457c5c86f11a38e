import {
  IconAlertTriangle,
  IconBellRinging,
  IconClock,
  IconClockExclamation,
  IconPhoneOutgoing,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../parts/channels";
import { State } from "../parts/State";
import { skillsQuery } from "../parts/setup";
import { stopwatch } from "../parts/time";
import { best } from "../texts/best";
import { languageName } from "../texts/languageName";
import styles from "./Board.module.css";
import type { Board, BoardContact } from "./board";
import { type ContactDialog, ContactDialogs } from "./ContactDialogs";
import { ContactMenu } from "./ContactMenu";
import { Due } from "./QueueTable";

/** A usual contact's class; lower ones go first. */
export const usualClass = 5;

/** Who waits, by whom is to be taken first. */
export function WaitingTable({ board, now }: { board: Board; now: number }) {
  const { t, i18n } = useTranslation("board");
  const { data: skills } = useQuery(skillsQuery);
  const [dialog, setDialog] = useState<{ contact: BoardContact; kind: ContactDialog } | null>(null);
  const serviceName = (id: string) => best(board.services.find((it) => it.service === id)?.name, i18n.language);
  const personName = (id: string) => board.people.find((it) => it.person === id)?.name ?? "";
  const skillName = (id: string) => best(skills?.find((it) => it.id === id)?.name, i18n.language);

  if (board.waiting.length === 0) return <div className={`${styles.frame} ${styles.empty}`}>{t("contact.none")}</div>;
  return (
    <>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("contact.due")}</th>
              <th scope="col">{t("contact.waited")}</th>
              <th scope="col">{t("contact.service")}</th>
              <th scope="col">{t("contact.needs")}</th>
              <th scope="col">{t("contact.state")}</th>
              <th scope="col">{t("contact.reference")}</th>
              <th scope="col">
                <span className="unseen">{t("queue.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {board.waiting.map((it) => (
              <tr key={it.contact}>
                <td data-label={t("contact.due")}>
                  <Due due={it.due} now={now} />
                </td>
                <td data-label={t("contact.waited")}>{stopwatch(now - Date.parse(it.arrivedAt))}</td>
                <td className={styles.whole}>
                  <span className={styles.channel}>
                    <ChannelIcon channel={it.channel} />
                    {serviceName(it.service)}
                  </span>
                </td>
                <td className={`${styles.whole} ${styles.hideEmpty}`}>
                  {[
                    it.language && languageName(it.language, i18n.language),
                    ...it.skills.map((skill) => `${skillName(skill.skill ?? "")} ${skill.level}`),
                    it.namedPerson && t("contact.for", { name: personName(it.namedPerson) }),
                    it.priorityClass < usualClass && t("contact.first"),
                    it.step > 0 && t("contact.step", { count: it.step }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </td>
                <td>
                  <ContactState contact={it} now={now} offeredTo={it.offeredTo ? personName(it.offeredTo) : ""} />
                </td>
                <td data-label={t("contact.reference")} className={styles.nowrap}>
                  {it.reference}
                </td>
                <td className={styles.number}>
                  <ContactMenu contact={it} onChoose={(kind) => setDialog({ contact: it, kind })} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {board.waitingCount > board.waiting.length && (
          <div className={styles.empty}>{t("contact.more", { count: board.waitingCount - board.waiting.length })}</div>
        )}
      </div>
      {dialog && (
        <ContactDialogs board={board} contact={dialog.contact} kind={dialog.kind} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

function ContactState({ contact, now, offeredTo }: { contact: BoardContact; now: number; offeredTo: string }) {
  const { t } = useTranslation("board");
  if (contact.isStranded)
    return (
      <State tone="bad" icon={<IconAlertTriangle />}>
        {t("contact.stranded")}
      </State>
    );
  if (contact.offeredTo)
    return (
      <State tone="note" icon={<IconBellRinging />}>
        {t("contact.offered", { name: offeredTo })}
      </State>
    );
  if (contact.isCallback)
    return (
      <State tone="note" icon={<IconPhoneOutgoing />}>
        {t("contact.callback")}
      </State>
    );
  return Date.parse(contact.due) < now ? (
    <State tone="bad" icon={<IconClockExclamation />}>
      {t("contact.late")}
    </State>
  ) : (
    <State tone="rest" icon={<IconClock />}>
      {t("contact.waits")}
    </State>
  );
}
