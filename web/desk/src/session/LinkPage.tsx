import { Anchor, Button, Loader, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { CodeStep } from "./CodeStep";
import { DoorFrame } from "./DoorFrame";
import { isCodeNeeded } from "./SignInPage";

/** Where an administrator's one-time link leads: a person chooses a password, and is in. */
export function LinkPage() {
  const { t } = useTranslation("session");
  const [secret] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState("");
  const owner = useQuery({
    queryKey: ["link", secret],
    queryFn: () => told(api.POST("/api/v1/session/link/look", { body: { secret } })),
    retry: false,
  });
  const use = useMutation({
    mutationFn: () => told(api.POST("/api/v1/session/link", { body: { secret, password } })),
    onSuccess: enterDesk,
    meta: { tellsItself: true },
  });

  if (isCodeNeeded(use.error)) return <CodeStep onEnter={enterDesk} onBack={enterDesk} />;

  function submit(event: FormEvent) {
    event.preventDefault();
    use.mutate();
  }

  return (
    <DoorFrame title={t("link.title")} error={owner.error ?? use.error}>
      {owner.isPending && <Loader type="dots" aria-label={t("opening")} />}
      {owner.isError && <Anchor href="/desk/">{t("link.toSignIn")}</Anchor>}
      {owner.data && (
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text size="sm">{t("link.help")}</Text>
            <TextInput label={t("email")} type="email" autoComplete="username" readOnly value={owner.data.email} />
            <PasswordInput
              label={t("link.password")}
              description={t("link.passwordHelp")}
              autoComplete="new-password"
              required
              autoFocus
              withAsterisk={false}
              minLength={12}
              value={password}
              onChange={(it) => setPassword(it.currentTarget.value)}
              visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            />
            <Button type="submit" loading={use.isPending} size="md">
              {t("link.set")}
            </Button>
          </Stack>
        </form>
      )}
    </DoorFrame>
  );
}

/** The link's address is left behind, so that it does not stand in the browser's history of this page. */
function enterDesk() {
  window.location.replace("/desk/");
}
