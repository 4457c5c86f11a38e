import { IconBellRinging } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNow } from "../agent/clock";
import type { Setup } from "../agent/desk";
import { State } from "../parts/State";
import { stopwatch } from "../parts/time";
import { best } from "../texts/best";
import { useWaitingCalls } from "./directory";
import styles from "./SwitchboardPage.module.css";

/** Who waits in one's services, the next first. */
export function WaitingList({ setup }: { setup: Setup }) {
  const { t, i18n } = useTranslation("switchboard");
  const time = useNow();
  const calls = useWaitingCalls();
  if (!calls) return null;
  return (
    <section className={styles.waiting} aria-label={t("waiting.title", { count: calls.count })}>
      <h2 className={styles.title}>{t("waiting.title", { count: calls.count })}</h2>
      {calls.count === 0 && <p className={styles.none}>{t("waiting.none")}</p>}
      <ul className={styles.list}>
        {calls.waiting.map((it) => (
          <li key={it.contact} className={styles.call}>
            <span className={styles.who} dir="auto">
              {it.name ?? it.phone ?? t("agent:unknownName")}
            </span>
            <span className={styles.time}>{stopwatch(time - Date.parse(it.since))}</span>
            <span className={styles.about}>
              {it.name && it.phone && `${it.phone} · `}
              {best(setup.services.find((s) => s.service === it.service)?.name, i18n.language)}
            </span>
            {(it.isRinging || it.isMine) && (
              <State tone="note" icon={<IconBellRinging aria-hidden />}>
                {it.isRinging ? t("waiting.ringing") : t("waiting.mine")}
              </State>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
