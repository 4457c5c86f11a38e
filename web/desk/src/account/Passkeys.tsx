import { Button, Group, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { dayAndTime } from "../parts/time";
import { hasPasskeys, makePasskey } from "../session/passkey";
import styles from "./AccountPage.module.css";
import { accountQuery } from "./account";

/** One's passkeys: adding one here, and taking one away. */
export function Passkeys({ passkeys }: { passkeys: readonly Schemas["PasskeyView"][] }) {
  const { t, i18n } = useTranslation("account");
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const fetchAgain = () => cache.invalidateQueries(accountQuery);
  const add = useMutation({
    mutationFn: async () => {
      const credential = await makePasskey(await told(api.POST("/api/v1/account/passkeys/options")));
      if (credential) await told(api.POST("/api/v1/account/passkeys", { body: { name, credential } }));
    },
    onSuccess: () => {
      setName("");
      return fetchAgain();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => told(api.DELETE("/api/v1/account/passkeys/{id}", { params: { path: { id } } })),
    onSuccess: fetchAgain,
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }

  return (
    <>
      <Text size="sm">{t("passkeys.help")}</Text>
      {passkeys.length === 0 ? (
        <Text size="sm" className="quiet">
          {t("passkeys.none")}
        </Text>
      ) : (
        <ul className={styles.list}>
          {passkeys.map((it) => (
            <li key={it.id} className={styles.row}>
              <div>
                <Text fw={550}>{it.name}</Text>
                <Text size="sm" className="quiet">
                  {t("passkeys.added", { when: dayAndTime(it.createdAt, i18n.language) })}
                </Text>
              </div>
              <Button
                variant="subtle"
                size="compact-sm"
                loading={remove.isPending && remove.variables === it.id}
                onClick={() => remove.mutate(it.id)}
              >
                {t("passkeys.remove", { name: it.name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {hasPasskeys ? (
        <form onSubmit={submit}>
          <Group gap="xs" align="end">
            <TextInput
              label={t("passkeys.name")}
              placeholder={t("passkeys.placeholder")}
              required
              withAsterisk={false}
              maxLength={200}
              value={name}
              onChange={(it) => setName(it.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={add.isPending}>
              {t("passkeys.add")}
            </Button>
          </Group>
        </form>
      ) : (
        <Text size="sm" className="quiet">
          {t("passkeys.unfit")}
        </Text>
      )}
    </>
  );
}
