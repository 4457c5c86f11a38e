import {
  Alert,
  Button,
  Code,
  Fieldset,
  Loader,
  PasswordInput,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import list from "../parts/List.module.css";
import { OvertakenNotice } from "../parts/OvertakenNotice";
import { useDraft } from "../parts/useDraft";
import styles from "./AccessPage.module.css";
import { openIdQuery, rolesQuery } from "./access";

type OpenIdView = Schemas["OpenIdView"];

/** Setting up the organisation's own sign-in service. */
export function OpenId() {
  const { data } = useQuery(openIdQuery);
  return data ? <OpenIdForm stored={data} /> : <Loader type="dots" />;
}

function draftOf({ isOn, name, issuer, clientId, groupClaim, groups, provisions }: OpenIdView) {
  return { isOn, name, issuer, clientId, groupClaim, groups, provisions };
}

function OpenIdForm({ stored }: { stored: OpenIdView }) {
  const { t } = useTranslation("access");
  const cache = useQueryClient();
  const { draft, setDraft, base, overtaken, take } = useDraft(stored, (it) => draftOf(it ?? stored));
  const [secret, setSecret] = useState("");
  const { data: roles = [] } = useQuery(rolesQuery);
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const setGroup = (at: number, change: Partial<Schemas["GroupRole"]>) =>
    set({ groups: draft.groups.map((it, index) => (index === at ? { ...it, ...change } : it)) });
  const save = useMutation({
    mutationFn: () =>
      told(
        api.PUT("/api/v1/access/openid", {
          params: { header: { "If-Match": (base ?? stored).version } },
          body: { ...draft, secret: secret || null },
        }),
      ),
    onSuccess: async (it) => {
      await cache.invalidateQueries({ queryKey: openIdQuery.queryKey });
      take(it);
      setSecret("");
    },
    meta: { tellsItself: true },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form onSubmit={submit} className={`${list.panel} ${styles.form}`}>
      <Stack gap="md">
        <Text size="sm">{t("openId.help")}</Text>
        <Switch
          label={t("openId.isOn")}
          checked={draft.isOn}
          onChange={(it) => set({ isOn: it.currentTarget.checked })}
        />
        <TextInput
          label={t("openId.name")}
          required
          withAsterisk={false}
          maxLength={200}
          value={draft.name}
          onChange={(it) => set({ name: it.currentTarget.value })}
        />
        <TextInput
          label={t("openId.issuer")}
          description={t("openId.issuerHelp")}
          type="url"
          required
          withAsterisk={false}
          maxLength={500}
          value={draft.issuer}
          onChange={(it) => set({ issuer: it.currentTarget.value })}
        />
        <TextInput
          label={t("openId.clientId")}
          required
          withAsterisk={false}
          maxLength={200}
          value={draft.clientId}
          onChange={(it) => set({ clientId: it.currentTarget.value })}
        />
        <PasswordInput
          label={t("openId.secret")}
          description={stored.hasSecret ? t("openId.secretKept") : undefined}
          autoComplete="off"
          maxLength={1000}
          required={!stored.hasSecret}
          withAsterisk={false}
          value={secret}
          onChange={(it) => setSecret(it.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": t("session:showPassword") }}
        />
        <div>
          <Text size="sm" fw={550}>
            {t("openId.back")}
          </Text>
          <Code block className={styles.secret}>
            {window.location.origin + stored.backPath}
          </Code>
        </div>
        <TextInput
          label={t("openId.groupClaim")}
          required
          withAsterisk={false}
          maxLength={200}
          value={draft.groupClaim}
          onChange={(it) => set({ groupClaim: it.currentTarget.value })}
        />
        <Fieldset legend={t("openId.groups")}>
          <Stack gap="xs">
            <Text size="sm">{t("openId.groupsHelp")}</Text>
            {draft.groups.map((it, at) => (
              // Rows have no name of their own until they are saved.
              // biome-ignore lint/suspicious/noArrayIndexKey: they are only added at the end and taken away
              <div key={at} className={styles.row}>
                <TextInput
                  label={t("openId.group")}
                  maxLength={200}
                  value={it.group}
                  onChange={(change) => setGroup(at, { group: change.currentTarget.value })}
                />
                <Select
                  label={t("openId.role")}
                  data={roles.map((role) => ({ value: role.name, label: t(`role.${role.name}`) }))}
                  allowDeselect={false}
                  value={it.role}
                  onChange={(role) => setGroup(at, { role: role! })}
                />
                <Button
                  variant="subtle"
                  aria-label={t("openId.remove", { group: it.group })}
                  onClick={() => set({ groups: draft.groups.filter((_, index) => index !== at) })}
                >
                  ×
                </Button>
              </div>
            ))}
            <div>
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => set({ groups: [...draft.groups, { group: "", role: "agent" }] })}
              >
                {t("openId.add")}
              </Button>
            </div>
          </Stack>
        </Fieldset>
        <Switch
          label={t("openId.provisions")}
          checked={draft.provisions}
          onChange={(it) => set({ provisions: it.currentTarget.checked })}
        />
        {save.isError && (
          <Alert color="red" role="alert" p="sm">
            <Text size="sm">{sentenceOf(save.error)}</Text>
          </Alert>
        )}
        {overtaken && !save.isPending && <OvertakenNotice overtaken={overtaken} />}
        {save.isSuccess && (
          <Text size="sm" role="status">
            {t("openId.saved")}
          </Text>
        )}
        <div>
          <Button type="submit" loading={save.isPending} disabled={overtaken !== undefined}>
            {t("openId.save")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
