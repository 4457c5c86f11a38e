import {
  Group,
  Input,
  Loader,
  type MantineColorScheme,
  SegmentedControl,
  Stack,
  Text,
  Title,
  useMantineColorScheme,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../parts/Page";
import { useSession } from "../session/session";
import { chooseLanguage, type LanguageCode, languages } from "../texts/texts";
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
          <Look />
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

/** The same choices as in the top bar, written out. */
function Look() {
  const { t, i18n } = useTranslation("account");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Group gap="lg">
      <Input.Wrapper label={t("language")} labelElement="div">
        <SegmentedControl
          display="flex"
          mt={4}
          aria-label={t("language")}
          value={i18n.language}
          onChange={(it) => chooseLanguage(it as LanguageCode)}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        />
      </Input.Wrapper>
      <Input.Wrapper label={t("colours")} labelElement="div">
        <SegmentedControl
          display="flex"
          mt={4}
          aria-label={t("colours")}
          value={colorScheme}
          onChange={(it) => setColorScheme(it as MantineColorScheme)}
          data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Input.Wrapper>
    </Group>
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
