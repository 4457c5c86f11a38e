import { Alert, Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { sentenceOf } from "../api/tellError";
import { Mark } from "../parts/Mark";
import { ColourChoice, LanguageChoice } from "../shell/Choices";
import styles from "./SignInPage.module.css";

/** What stands around every step at the door: the mark, what went wrong, and the choice of language. */
export function DoorFrame({ title, error, children }: { title: string; error?: unknown; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} – Isberg`;
  }, [title]);
  return (
    <div className={styles.page}>
      <main className={styles.middle}>
        <Paper withBorder p="xl" w="100%" maw={400} radius="lg">
          <Stack gap="md">
            <div className={styles.name}>
              <Mark size={34} />
              <Title order={1}>{title}</Title>
            </div>
            {error != null && (
              <Alert color="red" role="alert" p="sm">
                <Text size="sm">{sentenceOf(error)}</Text>
              </Alert>
            )}
            {children}
          </Stack>
        </Paper>
      </main>
      <footer className={styles.choices}>
        <LanguageChoice />
        <ColourChoice />
      </footer>
    </div>
  );
}
