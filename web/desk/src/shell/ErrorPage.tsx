import { Button, Stack, Text, Title } from "@mantine/core";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** A page broke. The rest of the desk goes on. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation("shell");
  const router = useRouter();
  console.error(error);
  return (
    <Stack p="xl" align="flex-start" maw={560}>
      <Title order={1}>{t("broken.title")}</Title>
      <Text>{t("broken.text")}</Text>
      <Button
        onClick={() => {
          reset();
          void router.invalidate();
        }}
      >
        {t("again")}
      </Button>
    </Stack>
  );
}

export function NoSuchPage() {
  const { t } = useTranslation("shell");
  return (
    <Stack p="xl" align="flex-start" maw={560}>
      <Title order={1}>{t("noPage.title")}</Title>
      <Text>{t("noPage.text")}</Text>
      <Button component={Link} to="/">
        {t("start")}
      </Button>
    </Stack>
  );
}
