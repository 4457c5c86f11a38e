import { Alert, Button, Code, CopyButton, Group, MultiSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import list from "../parts/List.module.css";
import { State } from "../parts/State";
import { dayAndTime } from "../parts/time";
import styles from "./AccessPage.module.css";
import { endOf, keysQuery, nameOf, rolesQuery } from "./access";

/** The keys with which other systems use the API. */
export function ApiKeys() {
  const { t } = useTranslation("access");
  const { data: keys = [], isSuccess } = useQuery(keysQuery);
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Stack gap="md">
      <Text size="sm">{t("keys.help")}</Text>
      {secret && <NewSecret secret={secret} />}
      {isMaking ? (
        <KeyForm
          onMade={(it) => {
            setSecret(it);
            setMaking(false);
          }}
          onCancel={() => setMaking(false)}
        />
      ) : (
        <div>
          <Button onClick={() => setMaking(true)}>{t("keys.new")}</Button>
        </div>
      )}
      {isSuccess && keys.length === 0 && <div className={`${list.frame} ${list.empty}`}>{t("keys.none")}</div>}
      {keys.length > 0 && (
        <div className={list.frame} role="region" aria-label={t("tab.keys")}>
          <table className={list.table}>
            <thead>
              <tr>
                <th scope="col">{t("keys.system")}</th>
                <th scope="col">{t("keys.begins")}</th>
                <th scope="col">{t("keys.permissions")}</th>
                <th scope="col">{t("keys.used")}</th>
                <th scope="col">{t("keys.until")}</th>
                <th scope="col">{t("keys.state")}</th>
              </tr>
            </thead>
            <tbody>
              {keys.map((it) => (
                <KeyRow key={it.id} apiKey={it} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  );
}

function KeyRow({ apiKey }: { apiKey: Schemas["ApiKeyView"] }) {
  const { t, i18n } = useTranslation("access");
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => told(api.DELETE("/api/v1/api-keys/{id}", { params: { path: { id: apiKey.id } } })),
    onSuccess: () => cache.invalidateQueries(keysQuery),
  });
  const when = (moment: string | null) => (moment ? dayAndTime(moment, i18n.language) : null);
  const isExpired = apiKey.endsAt !== null && new Date(apiKey.endsAt) <= new Date();
  return (
    <tr>
      <td>{apiKey.name}</td>
      <td>
        <code>{apiKey.prefix}…</code>
      </td>
      <td>{apiKey.permissions.map((it) => nameOf(it, t)).join(", ")}</td>
      <td>{when(apiKey.usedAt) ?? t("keys.never")}</td>
      <td>{when(apiKey.endsAt) ?? t("keys.always")}</td>
      <td>
        {apiKey.revokedAt || isExpired ? (
          <State tone="rest">{t(apiKey.revokedAt ? "keys.revoked" : "keys.expired")}</State>
        ) : (
          <Group gap="xs" wrap="nowrap">
            <State tone="good">{t("keys.inForce")}</State>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t("keys.revokeNamed", { name: apiKey.name })}
              loading={revoke.isPending}
              onClick={() => revoke.mutate()}
            >
              {t("keys.revoke")}
            </Button>
          </Group>
        )}
      </td>
    </tr>
  );
}

function KeyForm({ onMade, onCancel }: { onMade: (secret: string) => void; onCancel: () => void }) {
  const { t } = useTranslation("access");
  const cache = useQueryClient();
  const { data: roles = [] } = useQuery(rolesQuery);
  const [name, setName] = useState("");
  const [permissions, setPermissions] = useState<string[]>([]);
  const [day, setDay] = useState("");
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const make = useMutation({
    mutationFn: () =>
      told(
        api.POST("/api/v1/api-keys", {
          params: { header: { "Idempotency-Key": idempotencyKey } },
          body: { name, permissions, commissioners: null, endsAt: endOf(day) },
        }),
      ),
    onSuccess: (it) => {
      onMade(it.secret);
      return cache.invalidateQueries(keysQuery);
    },
    meta: { tellsItself: true },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate();
  }

  return (
    <form onSubmit={submit} className={`${list.panel} ${styles.form}`}>
      <Stack gap="sm">
        {make.isError && (
          <Alert color="red" role="alert" p="sm">
            <Text size="sm">{sentenceOf(make.error)}</Text>
          </Alert>
        )}
        <TextInput
          label={t("keys.name")}
          required
          autoFocus
          withAsterisk={false}
          maxLength={200}
          value={name}
          onChange={(it) => setName(it.currentTarget.value)}
        />
        <MultiSelect
          label={t("keys.permissions")}
          data={[...new Set(roles.flatMap((it) => it.permissions))]
            .sort()
            .map((it) => ({ value: it, label: nameOf(it, t) }))}
          searchable
          value={permissions}
          onChange={setPermissions}
        />
        <TextInput
          label={t("keys.ends")}
          description={t("keys.endsHelp")}
          type="date"
          maw={220}
          value={day}
          onChange={(it) => setDay(it.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" disabled={!name.trim() || permissions.length === 0} loading={make.isPending}>
            {t("keys.make")}
          </Button>
          <Button variant="subtle" onClick={onCancel}>
            {t("keys.cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function NewSecret({ secret }: { secret: string }) {
  const { t } = useTranslation("access");
  return (
    <Alert color="green" title={t("keys.secretTitle")} role="status">
      <Text size="sm">{t("keys.secretHelp")}</Text>
      <Code block className={styles.secret} my="xs">
        {secret}
      </Code>
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {t(copied ? "keys.copied" : "keys.copy")}
          </Button>
        )}
      </CopyButton>
    </Alert>
  );
}
