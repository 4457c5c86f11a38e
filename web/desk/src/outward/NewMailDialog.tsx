import { Loader, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeDraft } from "../agent/draft";
import type { Focusable } from "../agent/focus";
import { api, told } from "../api/api";
import { MailForm, type Written } from "../email/MailForm";
import { best } from "../texts/best";
import { MailDialog } from "./MailDialog";
import type { Recipient } from "./NewMail";

type Props = { to: Recipient | undefined; onClose: () => void };

/** Where a mail is written to somebody first. What was begun is kept, for each recipient apart. */
export function NewMailDialog({ to, onClose }: Props) {
  const { t } = useTranslation("outward");
  const { data: services } = useQuery({
    queryKey: ["mail-services"],
    queryFn: () => told(api.GET("/api/v1/desk/mails/services")),
  });
  return (
    <MailDialog title={t("newMail.title")} onClose={onClose}>
      {(onLayer) =>
        !services ? (
          <Loader type="dots" mx="auto" display="block" />
        ) : services.length === 0 ? (
          <Text>{t("newMail.nowhere")}</Text>
        ) : (
          <Form services={services} to={to} onClose={onClose} onLayer={onLayer} />
        )
      }
    </MailDialog>
  );
}

type Service = { service: string; name: Parameters<typeof best>[0]; from: string };
type FormProps = Props & { services: Service[]; onLayer: (isThere: boolean) => void };

function Form({ services, to, onClose, onLayer }: FormProps) {
  const { t, i18n } = useTranslation("outward");
  const name = `new mail ${to?.customer ?? to?.email ?? ""}`;
  const field = useRef<Focusable>(null);
  const [service, setService] = useState(services.length === 1 ? services[0]!.service : null);
  const sending = useSending(name, to?.customer, onClose);
  const from = services.find((it) => it.service === service)?.from;
  return (
    <Stack gap="sm">
      <Select
        label={t("newMail.service")}
        description={from && t("newMail.serviceHint", { from })}
        data={services.map((it) => ({ value: it.service, label: best(it.name, i18n.language) }))}
        value={service}
        onChange={setService}
        allowDeselect={false}
        searchable={services.length > 8}
        data-autofocus={service === null || undefined}
      />
      <MailForm
        name={name}
        contact={null}
        usual={{ to: to?.email ? [to.email] : [], subject: "" }}
        about={service === null ? undefined : { service, language: null }}
        field={field}
        words={{ write: t("newMail.write"), added: t("newMail.added"), send: t("newMail.send") }}
        hasCopies
        needsSubject
        isReady={service !== null}
        isBusy={sending.isPending}
        error={sending.error}
        onLayer={onLayer}
        onCancel={onClose}
        onSend={(mail, later) => service !== null && sending.mutate({ ...mail, service, sendAt: later?.sendAt })}
      />
    </Stack>
  );
}

/** Sends it, and opens the contact that begins with it. A second try is the same mail. */
function useSending(draft: string, customer: string | undefined, onClose: () => void) {
  const go = useNavigate();
  const cache = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: ({ files, ...mail }: Written & { service: string; sendAt?: string }) =>
      told(
        api.POST("/api/v1/desk/mails", {
          body: {
            ...mail,
            key: key.current,
            customer: customer ?? null,
            files: files.map((it) => ({ file: it.id, name: it.name })),
          },
        }),
      ),
    onSuccess: async ({ contact }) => {
      changeDraft(draft, ({ mail: _, ...was }) => ({ ...was, text: "" }));
      await cache.invalidateQueries({ queryKey: ["desk"] });
      onClose();
      void go({ to: "/work", search: { contact } as never });
    },
    meta: { tellsItself: true },
  });
}
