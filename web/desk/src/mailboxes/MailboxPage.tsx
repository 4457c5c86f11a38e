import { Tabs } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import styles from "../parts/List.module.css";
import { seen } from "../parts/setup";
import { useWay } from "../services/useWay";
import { WayFrame, WayPage } from "../services/WayPage";
import { draftOf, formOf, type Mailbox, mailboxesQuery, type Tab, tabOf } from "./mailbox";
import { RulesTab } from "./RulesTab";
import { SetupTab } from "./SetupTab";
import { Standing } from "./Standing";
import { TextsTab } from "./TextsTab";

const tabs: Tab[] = ["setup", "texts", "rules"];

/** One mailbox: how it is reached, what is said in it, and where its mails go. */
export default function MailboxPage() {
  const { mailbox: id } = useParams({ from: "/services/mailboxes/$mailbox" });
  const { data: mailboxes } = useQuery(mailboxesQuery);
  return (
    <WayPage kind="mailboxes" id={id} ways={mailboxes}>
      {(it) => <Editor key={id} mailbox={it} />}
    </WayPage>
  );
}

function Editor({ mailbox }: { mailbox: Mailbox | undefined }) {
  const { t } = useTranslation("mailboxes");
  const [tab, setTab] = useState<Tab>("setup");
  const way = useWay(mailbox, {
    kind: "mailboxes",
    formOf,
    save: (form, base, key) =>
      told(
        base
          ? api.PUT("/api/v1/mailboxes/{id}", {
              params: { path: { id: base.id }, header: seen(base.version) },
              body: draftOf(form),
            })
          : api.POST("/api/v1/mailboxes", { params: { header: key }, body: draftOf(form) }),
      ),
    changes: [["mailboxes"], ["mailbox-alarms"]],
    onRejected: (fields) => {
      const wrong = fields.map(tabOf);
      if (!wrong.includes(tab)) setTab(tabs.find((it) => wrong.includes(it)) ?? tab);
    },
  });
  const { draft, base, set, wrong, flaws } = way;
  return (
    <WayFrame way={way} standing={<Standing standing={mailbox?.standing ?? null} isWhole />}>
      <Tabs value={tab} onChange={(it) => setTab(it as Tab)} keepMounted={false}>
        <Tabs.List className={styles.tabs} mb="md">
          {tabs.map((it) => (
            <Tabs.Tab
              key={it}
              value={it}
              rightSection={
                [...flaws].some((field) => tabOf(field) === it) && (
                  <IconAlertCircle size={16} color="var(--bad-ink)" role="img" aria-label={t("wrong.here")} />
                )
              }
            >
              {t(`tab.${it}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={styles.panel}>
          <Tabs.Panel value="setup">
            <SetupTab
              form={draft}
              base={base}
              onChange={set}
              wrong={wrong}
              onRejected={way.reject}
              mayTry={way.mayWrite}
            />
          </Tabs.Panel>
          <Tabs.Panel value="texts">
            <TextsTab form={draft} onChange={set} wrong={wrong} />
          </Tabs.Panel>
          <Tabs.Panel value="rules">
            <RulesTab form={draft} onChange={set} wrong={wrong} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </WayFrame>
  );
}
