import { Button, Divider, PasswordInput, Stack, TextInput } from "@mantine/core";
import { IconBuilding, IconFingerprint } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, api, told } from "../api/api";
import { CodeStep } from "./CodeStep";
import { DoorFrame } from "./DoorFrame";
import { askForPasskey, hasPasskeys } from "./passkey";
import { type Session, sessionQuery } from "./session";

/** Says "a code is needed" apart from what is wrong. */
export const isCodeNeeded = (error: unknown) => error instanceof ApiError && error.code === "session.code_needed";

/** The door: e-mail address and password, then the code if there is an app; or a passkey; or the organisation's own service. */
export function SignInPage() {
  const { t } = useTranslation("session");
  const cache = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [step, setStep] = useState<"password" | "code">("password");
  const [refused] = useState(refusedOutside);
  const enter = (session: Session | undefined) => session && cache.setQueryData(sessionQuery.queryKey, session);
  const ways = useQuery({
    queryKey: ["ways-in"],
    queryFn: () => told(api.GET("/api/v1/session/ways", { params: { query: { centre: centreAsked() } } })),
  });
  const signIn = useMutation({
    mutationFn: () => told(api.POST("/api/v1/session", { body: { email, password } })),
    onSuccess: enter,
    onError: (error) => isCodeNeeded(error) && setStep("code"),
    meta: { tellsItself: true },
  });
  const passkey = useMutation({
    mutationFn: async () => {
      const credential = await askForPasskey(await told(api.POST("/api/v1/session/passkey/options")));
      return credential ? told(api.POST("/api/v1/session/passkey", { body: { credential } })) : undefined;
    },
    onSuccess: enter,
    meta: { tellsItself: true },
  });

  if (step === "code") return <CodeStep onEnter={enter} onBack={() => setStep("password")} />;

  function submit(event: FormEvent) {
    event.preventDefault();
    passkey.reset();
    signIn.mutate();
  }

  const openId = ways.data?.openId;
  return (
    <DoorFrame
      title={t("title")}
      error={signIn.error ?? passkey.error ?? (signIn.isIdle && passkey.isIdle ? refused : null)}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
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
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          />
          <Button type="submit" loading={signIn.isPending} size="md">
            {t("signIn")}
          </Button>
        </Stack>
      </form>
      {(openId || hasPasskeys) && <Divider label={t("or")} />}
      {openId && (
        <Button variant="default" component="a" href={openId.path} leftSection={<IconBuilding size={18} aria-hidden />}>
          {t("openId", { name: openId.name })}
        </Button>
      )}
      {hasPasskeys && (
        <Button
          variant="default"
          loading={passkey.isPending}
          leftSection={<IconFingerprint size={18} aria-hidden />}
          onClick={() => {
            signIn.reset();
            passkey.mutate();
          }}
        >
          {t("passkey")}
        </Button>
      )}
    </DoorFrame>
  );
}

/** The sign-in service's way back may end here with a refusal in the address. */
function refusedOutside(): ApiError | null {
  const code = new URLSearchParams(window.location.search).get("refused");
  return code ? new ApiError(403, code, code) : null;
}

/** On a server with several centres, the address of the sign-in page names one: /desk/?centre=sund. */
function centreAsked(): string | undefined {
  return new URLSearchParams(window.location.search).get("centre") ?? undefined;
}
