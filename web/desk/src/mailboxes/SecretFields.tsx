import { Input, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";
import { lacksTenant, type Secret } from "./mailbox";

/** A password, or what a token is got with. What is stored is never shown. */
export function SecretFields({
  signIn,
  secret,
  stored,
  error,
  onChange,
}: {
  signIn: Schemas["MailSignIn"];
  secret: Secret;
  /** Whether one is stored, and whether it will go on being used. */
  stored: "none" | "kept" | "lost";
  error: string | undefined;
  onChange: (change: Partial<Secret>) => void;
}) {
  const { t } = useTranslation("mailboxes");
  const field = (name: keyof Secret) => ({
    value: secret[name],
    autoComplete: "new-password",
    spellCheck: false,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.currentTarget.value }),
  });
  if (signIn === "Password")
    return (
      <PasswordInput
        label={t("password.label")}
        description={stored === "none" ? undefined : t(`password.${stored}`)}
        required={stored !== "kept"}
        visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
        error={error}
        {...field("password")}
      />
    );
  const isRequired = stored !== "kept" || Boolean(secret.clientId || secret.clientSecret || secret.refreshToken);
  return (
    <Input.Wrapper
      label={t("grant.label")}
      labelElement="div"
      description={t(stored === "none" ? "grant.help" : `grant.${stored}`)}
      error={error}
      inputWrapperOrder={["label", "description", "error", "input"]}
    >
      <Stack gap="sm" mt="xs" role="group" aria-label={t("grant.label")}>
        <TextInput
          label={t("grant.tokenUrl")}
          type="url"
          required={isRequired}
          error={lacksTenant(secret.tokenUrl) ? t("grant.tenant") : undefined}
          {...field("tokenUrl")}
        />
        <TextInput label={t("grant.clientId")} required={isRequired} {...field("clientId")} />
        <PasswordInput
          label={t("grant.clientSecret")}
          required={isRequired}
          visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
          {...field("clientSecret")}
        />
        <TextInput label={t("grant.scope")} required={isRequired} {...field("scope")} />
        <PasswordInput
          label={t("grant.refreshToken")}
          description={t("grant.refreshHelp")}
          visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
          {...field("refreshToken")}
        />
      </Stack>
    </Input.Wrapper>
  );
}
