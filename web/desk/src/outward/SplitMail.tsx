import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArrowsSplit } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useSetup } from "../agent/desk";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { best } from "../texts/best";
import type { Message } from "./sides";

/** A mail that asks two things becomes two contacts. */
export function SplitMail({ contact, message }: { contact: string; message: Message }) {
  const { t } = useTranslation("outward");
  const [isOpen, setOpen] = useState(false);
  const own = useDesk()?.contacts.find((it) => it.contact === contact);
  const isMine = own?.stage === "Handled" || own?.stage === "Held";
  if (!isMine || message.author !== "Citizen" || message.side || message.mail?.automatic) return null;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconArrowsSplit size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t("split.open")}
      </Button>
      {isOpen && <SplitDialog contact={contact} message={message.message} onClose={() => setOpen(false)} />}
    </>
  );
}

function SplitDialog({ contact, message, onClose }: { contact: string; message: string; onClose: () => void }) {
  const { t, i18n } = useTranslation("outward");
  const services = useSetup()?.services.filter((it) => it.channels.includes("Email")) ?? [];
  const [service, setService] = useState<string | null>(null);
  const split = useMutation({
    mutationFn: (to: string) =>
      told(
        api.POST("/api/v1/desk/contacts/{contact}/messages/{message}/split", {
          params: { path: { contact, message } },
          body: { service: to },
        }),
      ),
    onSuccess: ({ reference }) => {
      notifications.show({
        message: t("split.done", { reference }),
        closeButtonProps: { "aria-label": t("shell:close") },
      });
      onClose();
    },
    meta: { tellsItself: true },
  });
  return (
    <Modal opened onClose={onClose} title={t("split.title")} closeButtonProps={{ "aria-label": t("shell:close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (service) split.mutate(service);
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t("split.text")}</Text>
          <Select
            label={t("split.service")}
            data={services.map((it) => ({ value: it.service, label: best(it.name, i18n.language) }))}
            value={service}
            onChange={setService}
            allowDeselect={false}
            searchable={services.length > 8}
            data-autofocus
          />
          {split.error && (
            <Text c="var(--bad-ink)" size="sm" role="alert">
              {sentenceOf(split.error)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("side.cancel")}
            </Button>
            <Button type="submit" disabled={!service} loading={split.isPending}>
              {t("split.do")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
