import { Loader } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./AgentPage.module.css";
import { ContactList } from "./ContactList";
import { Conversation } from "./Conversation";
import { useDesk, useSetup } from "./desk";
import { neighbour, ordered } from "./order";
import { ShortcutsHelp } from "./ShortcutsHelp";
import { SidePanel } from "./SidePanel";
import { useKeys } from "./shortcuts";
import { Waiting } from "./Waiting";

/** Where contacts are handled: what I am doing, who it is, everything we know, what to do next. */
export default function AgentPage() {
  const { t } = useTranslation("agent");
  const desk = useDesk();
  const setup = useSetup();
  const go = useNavigate();
  const { contact: asked } = useSearch({ strict: false }) as { contact?: string };
  const [isHelpOpen, setHelp] = useState(false);
  const contacts = ordered(desk?.contacts ?? []);
  const chosen = contacts.find((it) => it.contact === asked) ?? contacts[0];
  const choose = (contact: string | undefined) =>
    contact && void go({ to: "/work", search: { contact } as never, replace: true });

  useNewest(
    contacts.map((it) => it.contact),
    choose,
  );
  useEffect(() => {
    document.title = `${t("title")} – Isberg`;
  }, [t]);
  useKeys({
    next: () => choose(neighbour(contacts, chosen?.contact, 1)),
    previous: () => choose(neighbour(contacts, chosen?.contact, -1)),
    help: () => setHelp(true),
  });

  if (!desk || !setup)
    return (
      <div className={styles.opening}>
        <h1 className="unseen">{t("title")}</h1>
        <Loader type="dots" aria-label={t("opening")} />
      </div>
    );
  return (
    <div
      className={styles.page}
      data-empty={chosen ? undefined : true}
      data-wrapping={chosen?.stage === "WrappingUp" || undefined}
    >
      <h1 className="unseen">{t("title")}</h1>
      <aside className={styles.list} aria-label={t("mine")}>
        <ContactList
          contacts={contacts}
          chosen={chosen?.contact}
          setup={setup}
          onChoose={choose}
          onHelp={() => setHelp(true)}
        />
      </aside>
      {chosen ? (
        <>
          <section className={styles.conversation} aria-label={t("conversation")}>
            <Conversation key={chosen.contact} contact={chosen} setup={setup} />
          </section>
          <aside className={styles.side} aria-label={t("about")}>
            <SidePanel key={chosen.contact} contact={chosen} setup={setup} />
          </aside>
        </>
      ) : (
        <section className={styles.waiting} aria-label={t("conversation")}>
          <Waiting desk={desk} setup={setup} />
        </section>
      )}
      <ShortcutsHelp isOpen={isHelpOpen} onClose={() => setHelp(false)} />
    </div>
  );
}

/** A contact that has just been accepted is what the person wants to see. */
function useNewest(contacts: string[], choose: (contact: string) => void) {
  const known = useRef<Set<string> | null>(null);
  const all = contacts.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the contacts counts
  useEffect(() => {
    const before = known.current;
    known.current = new Set(contacts);
    const come = before && contacts.find((it) => !before.has(it));
    if (come) choose(come);
  }, [all]);
}
