import { Button, Checkbox, Group, NumberInput, Paper, Select, Stack, TextInput, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import {
  type Half,
  keepsSecret,
  likeIncoming,
  type MailboxForm,
  type Security,
  type ServerForm,
  secured,
} from "./mailbox";
import { SecretFields } from "./SecretFields";

const securities: Security[] = ["Tls", "StartTls", "None"];
const ways: Schemas["MailSignIn"][] = ["Password", "OAuth"];

/** One of the two servers of a mailbox, and how one signs in there. */
export function ServerFields({
  half,
  form,
  kept,
  onChange,
  wrong,
}: {
  half: Half;
  form: MailboxForm;
  kept: Schemas["ServerView"] | undefined;
  onChange: (server: ServerForm) => void;
  wrong: (field: string) => string | undefined;
}) {
  const { t } = useTranslation("mailboxes");
  const server = form[half];
  const set = (change: Partial<ServerForm>) => onChange({ ...server, ...change });
  return (
    <Paper withBorder p="md" role="group" aria-labelledby={`mailbox-${half}`}>
      <Title order={3} size="h4" mb="sm" id={`mailbox-${half}`}>
        {t(`half.${half}`)}
      </Title>
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <TextInput
            label={t("host")}
            required
            flex={1}
            maxLength={200}
            spellCheck={false}
            placeholder={t(`hostExample.${half}`)}
            value={server.host}
            error={wrong("host")}
            onChange={(event) => set({ host: event.currentTarget.value })}
          />
          <NumberInput
            label={t("port")}
            required
            w={88}
            min={1}
            max={65_535}
            hideControls
            value={server.port}
            error={wrong("port")}
            onChange={(it) => set({ port: Number(it) })}
          />
        </Group>
        <Select
          label={t("security.label")}
          allowDeselect={false}
          value={server.security}
          error={wrong("security")}
          onChange={(it) => onChange(secured(half, server, it as Security))}
          data={securities.map((it) => ({ value: it, label: t(`security.${it}`) }))}
        />
        {half === "outgoing" && (
          <Group justify="space-between" gap="xs">
            <Checkbox
              label={t("needsNoSignIn")}
              checked={server.needsNoSignIn}
              onChange={(event) => set({ needsNoSignIn: event.currentTarget.checked })}
            />
            <Button size="compact-sm" variant="subtle" onClick={() => onChange(likeIncoming(form.incoming, server))}>
              {t("likeIncoming")}
            </Button>
          </Group>
        )}
        {!server.needsNoSignIn && (
          <>
            <TextInput
              label={t("user")}
              required
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              value={server.user}
              error={wrong("user")}
              onChange={(event) => set({ user: event.currentTarget.value })}
            />
            <Select
              label={t("signIn.label")}
              allowDeselect={false}
              value={server.signIn}
              onChange={(it) => set({ signIn: it as ServerForm["signIn"] })}
              data={ways.map((it) => ({ value: it, label: t(`signIn.${it}`) }))}
            />
            <SecretFields
              signIn={server.signIn}
              secret={server.secret}
              stored={keepsSecret(kept, server) ? "kept" : kept?.hasSecret ? "lost" : "none"}
              error={wrong("secret")}
              onChange={(change) => set({ secret: { ...server.secret, ...change } })}
            />
          </>
        )}
      </Stack>
    </Paper>
  );
}
