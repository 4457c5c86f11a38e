import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { Mark } from "../parts/Mark";
import { ColourChoice, LanguageChoice } from "../shell/Choices";
import styles from "./SignInPage.module.css";
import { sessionQuery } from "./session";

/** The door: e-mail address and password. */
export function SignInPage() {
  const { t } = useTranslation("session");
  const cache = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => told(api.POST("/api/v1/session", { body: { email, password } })),
    onSuccess: (session) => cache.setQueryData(sessionQuery.queryKey, session),
    meta: { tellsItself: true },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    signIn.mutate();
  }

  return (
    <div className={styles.page}>
      <main className={styles.middle}>
        <Paper withBorder p="xl" w="100%" maw={380} radius="lg">
          <form onSubmit={submit}>
            <Stack gap="md">
              <div className={styles.name}>
                <Mark size={34} />
                <Title order={1}>{t("title")}</Title>
              </div>
              {signIn.error && (
                <Alert color="red" role="alert" p="sm">
                  <Text size="sm">{sentenceOf(signIn.error)}</Text>
                </Alert>
              )}
              <TextInput
                label={t("email")}
                type="email"
                autoComplete="username"
                required
                autoFocus
                withAsterisk={false}
                value={email}
                onChange={(it) => setEmail(it.currentTarget.value)}
              />
              <PasswordInput
                label={t("password")}
                autoComplete="current-password"
                required
                withAsterisk={false}
                value={password}
                onChange={(it) => setPassword(it.currentTarget.value)}
              />
              <Button type="submit" loading={signIn.isPending} mt="xs" size="md">
                {t("signIn")}
              </Button>
            </Stack>
          </form>
        </Paper>
      </main>
      <footer className={styles.choices}>
        <LanguageChoice />
        <ColourChoice />
      </footer>
    </div>
  );
}
