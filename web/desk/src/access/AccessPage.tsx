import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { Accounts } from "./Accounts";
import { ApiKeys } from "./ApiKeys";
import { OpenId } from "./OpenId";
import { RolesTable } from "./RolesTable";

const tabs = { accounts: Accounts, roles: RolesTable, keys: ApiKeys, openId: OpenId } as const;

/** Who may sign in, what he may do then, and which other systems have keys. */
export default function AccessPage() {
  const { t } = useTranslation("access");
  const names = Object.keys(tabs) as (keyof typeof tabs)[];
  return (
    <Page title={t("title")}>
      <Tabs defaultValue="accounts" keepMounted={false}>
        <Tabs.List mb="md" className={styles.tabs}>
          {names.map((it) => (
            <Tabs.Tab key={it} value={it}>
              {t(`tab.${it}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {names.map((it) => {
          const Part = tabs[it];
          return (
            <Tabs.Panel key={it} value={it}>
              <Part />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Page>
  );
}
