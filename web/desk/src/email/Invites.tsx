import { Button } from "@mantine/core";
import { IconMessageForward } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { dayAndTime } from "../parts/time";
import styles from "./MailCard.module.css";
import type { Mail } from "./mail";

/** A mail whose link opens the chat: until when, and the way to end that. */
export function Invites({ contact, mail, isPast }: { contact: string; mail: Mail; isPast: boolean }) {
  const { t, i18n } = useTranslation("email");
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: () =>
      told(
        api.POST("/api/v1/desk/contacts/{contact}/mails/{mail}/revoke", {
          params: { path: { contact, mail: mail.mail } },
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["messages", contact] }),
  });
  if (!mail.invitesUntil) return null;
  return (
    <p className={styles.invites}>
      <IconMessageForward size={15} aria-hidden />
      <span>{t("invites", { until: dayAndTime(mail.invitesUntil, i18n.language) })}</span>
      {!isPast && (
        <Button variant="subtle" size="compact-sm" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          {t("revoke")}
        </Button>
      )}
    </p>
  );
}
