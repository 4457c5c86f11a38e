import { Alert, Button, Code, CopyButton, Group, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import styles from "./AccountPage.module.css";
import { accountQuery } from "./account";

/** Connecting an authenticator app, new recovery codes, and taking the app away again. */
export function AuthenticatorApp({ codesLeft }: { codesLeft: number | null }) {
  const { t } = useTranslation("account");
  const cache = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const begin = useMutation({ mutationFn: () => told(api.POST("/api/v1/account/authenticator")) });
  const keep = (shown: readonly string[]) => {
    setCodes(shown);
    begin.reset();
    void cache.invalidateQueries(accountQuery);
  };

  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />;
  if (codesLeft !== null) return <Connected left={codesLeft} onCodes={keep} />;
  if (begin.data) return <Connecting {...begin.data} onCodes={keep} onCancel={begin.reset} />;
  return (
    <>
      <Text size="sm">{t("app.off")}</Text>
      <div>
        <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
          {t("app.begin")}
        </Button>
      </div>
    </>
  );
}

function Connecting({
  secret,
  picture,
  onCodes,
  onCancel,
}: {
  secret: string;
  picture: string;
  onCodes: (codes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation("account");
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () => told(api.POST("/api/v1/account/authenticator/confirm", { body: { code } })),
    onSuccess: (it) => onCodes(it.codes),
    meta: { tellsItself: true },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    confirm.mutate();
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{t("app.scan")}</Text>
        <img
          className={styles.picture}
          alt={t("app.picture")}
          src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
        />
        <Text size="sm">
          {t("app.secret")}: <Code>{secret.replace(/(.{4})/g, "$1 ").trim()}</Code>
        </Text>
        {confirm.isError && (
          <Alert color="red" role="alert" p="sm">
            <Text size="sm">{sentenceOf(confirm.error)}</Text>
          </Alert>
        )}
        <TextInput
          label={t("app.code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          maxLength={10}
          maw={220}
          value={code}
          onChange={(it) => setCode(it.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" loading={confirm.isPending}>
            {t("app.confirm")}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            {t("app.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Connected({ left, onCodes }: { left: number; onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation("account");
  const cache = useQueryClient();
  const [password, setPassword] = useState("");
  const replace = useMutation({
    mutationFn: () => told(api.POST("/api/v1/account/recovery-codes", { body: { password } })),
    onSuccess: (it) => onCodes(it.codes),
    meta: { tellsItself: true },
  });
  const remove = useMutation({
    mutationFn: () => told(api.POST("/api/v1/account/authenticator/remove", { body: { password } })),
    onSuccess: () => cache.invalidateQueries(accountQuery),
    meta: { tellsItself: true },
  });
  const error = replace.error ?? remove.error;
  return (
    <>
      <Text size="sm">{t("app.on", { count: left })}</Text>
      {error && (
        <Alert color="red" role="alert" p="sm">
          <Text size="sm">{sentenceOf(error)}</Text>
        </Alert>
      )}
      <PasswordInput
        label={t("app.password")}
        autoComplete="current-password"
        maw={320}
        value={password}
        onChange={(it) => setPassword(it.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": t("session:showPassword") }}
      />
      <Group gap="xs">
        <Button
          variant="default"
          disabled={!password}
          loading={replace.isPending}
          onClick={() => {
            remove.reset();
            replace.mutate();
          }}
        >
          {t("app.newCodes")}
        </Button>
        <Button
          variant="default"
          disabled={!password}
          loading={remove.isPending}
          onClick={() => {
            replace.reset();
            remove.mutate();
          }}
        >
          {t("app.remove")}
        </Button>
      </Group>
    </>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation("account");
  return (
    <Stack gap="sm" role="status">
      <Title order={3}>{t("codes.title")}</Title>
      <Text size="sm">{t("codes.help")}</Text>
      <ul className={styles.codes}>
        {codes.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? "codes.copied" : "codes.copy")}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t("codes.done")}</Button>
      </Group>
    </Stack>
  );
}
