import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Page } from "../parts/Page";
import { useSession } from "../session/session";
import { ColourChoice, LanguageChoice } from "../shell/Choices";

/** One's own account. */
export default function AccountPage() {
  const { t } = useTranslation("account");
  const session = useSession();
  return (
    <Page title={t("title")}>
      <Stack>
        <Text>{t("signedInAs", { name: session.name, centre: session.centreName })}</Text>
        <Title order={2}>{t("look")}</Title>
        <div>
          <LanguageChoice />
          <ColourChoice />
        </div>
      </Stack>
    </Page>
  );
}
