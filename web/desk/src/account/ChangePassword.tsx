import { Alert, Button, PasswordInput, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { sessionsQuery } from "./account";

/** Choosing a new password; every other session ends. */
export function ChangePassword() {
  const { t } = useTranslation("account");
  const cache = useQueryClient();
  const [present, setPresent] = useState("");
  const [wanted, setWanted] = useState("");
  const change = useMutation({
    mutationFn: () => told(api.PUT("/api/v1/account/password", { body: { present, wanted } })),
    onSuccess: () => {
      setPresent("");
      setWanted("");
      void cache.invalidateQueries(sessionsQuery);
    },
    meta: { tellsItself: true },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate();
  }

  const toggle = { "aria-label": t("session:showPassword") };
  return (
    <form onSubmit={submit}>
      {change.isError && (
        <Alert color="red" role="alert" mb="sm" p="sm">
          <Text size="sm">{sentenceOf(change.error)}</Text>
        </Alert>
      )}
      {change.isSuccess && (
        <Text role="status" mb="sm">
          {t("password.changed")}
        </Text>
      )}
      <PasswordInput
        label={t("password.present")}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={present}
        onChange={(it) => setPresent(it.currentTarget.value)}
        visibilityToggleButtonProps={toggle}
        mb="sm"
      />
      <PasswordInput
        label={t("password.wanted")}
        description={t("password.help")}
        autoComplete="new-password"
        required
        minLength={12}
        withAsterisk={false}
        value={wanted}
        onChange={(it) => setWanted(it.currentTarget.value)}
        visibilityToggleButtonProps={toggle}
        mb="sm"
      />
      <Button type="submit" variant="default" loading={change.isPending}>
        {t("password.change")}
      </Button>
    </form>
  );
}
