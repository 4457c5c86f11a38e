import { Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { DoorFrame } from "./DoorFrame";
import type { Session } from "./session";

/** After the password: the code of the authenticator app, or one of the codes kept for the day the phone is lost. */
export function CodeStep({ onEnter, onBack }: { onEnter: (session: Session) => void; onBack: () => void }) {
  const { t } = useTranslation("session");
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState("");
  const send = useMutation({
    mutationFn: () =>
      told(api.POST(isRecovery ? "/api/v1/session/recovery-code" : "/api/v1/session/code", { body: { code } })),
    onSuccess: onEnter,
    onError: () => setCode(""),
    meta: { tellsItself: true },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    send.mutate();
  }

  return (
    <DoorFrame title={t("code.title")} error={send.error}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{t(isRecovery ? "code.recoveryHelp" : "code.help")}</Text>
          <TextInput
            key={String(isRecovery)}
            label={t(isRecovery ? "code.recovery" : "code.code")}
            inputMode={isRecovery ? "text" : "numeric"}
            autoComplete="one-time-code"
            required
            autoFocus
            withAsterisk={false}
            maxLength={20}
            value={code}
            onChange={(it) => setCode(it.currentTarget.value)}
          />
          <Button type="submit" loading={send.isPending} size="md">
            {t("signIn")}
          </Button>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              setRecovery(!isRecovery);
              setCode("");
              send.reset();
            }}
          >
            {t(isRecovery ? "code.useApp" : "code.useRecovery")}
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            {t("code.back")}
          </Anchor>
        </Stack>
      </form>
    </DoorFrame>
  );
}
