import { Loader, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../parts/Page";
import { useSession } from "../session/session";
import { ColourChoice, LanguageChoice } from "../shell/Choices";
import styles from "./AccountPage.module.css";
import { AuthenticatorApp } from "./AuthenticatorApp";
import { accountQuery } from "./account";
import { ChangePassword } from "./ChangePassword";
import { OwnSessions } from "./OwnSessions";
import { Passkeys } from "./Passkeys";

/** One's own account: how one signs in, where one is signed in, and how the desk looks. */
export default function AccountPage() {
  const { t } = useTranslation("account");
  const session = useSession();
  const { data: account } = useQuery(accountQuery);
  return (
    <Page title={t("title")}>
      <Text mb="lg">{t("signedInAs", { name: session.name, centre: session.centreName })}</Text>
      <div className={styles.parts}>
        <Part title={t("look")}>
          <div>
            <LanguageChoice />
            <ColourChoice />
          </div>
        </Part>
        {account ? (
          <>
            {account.hasPassword && (
              <Part title={t("password.title")}>
                <ChangePassword />
              </Part>
            )}
            {account.hasPassword && (
              <Part title={t("app.title")}>
                <AuthenticatorApp codesLeft={account.hasAuthenticator ? (account.recoveryCodesLeft ?? 0) : null} />
              </Part>
            )}
            <Part title={t("passkeys.title")}>
              <Passkeys passkeys={account.passkeys} />
            </Part>
            <Part title={t("sessions.title")}>
              <OwnSessions />
            </Part>
          </>
        ) : (
          <Loader type="dots" />
        )}
      </div>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <Stack gap="sm">{children}</Stack>
    </section>
  );
}
