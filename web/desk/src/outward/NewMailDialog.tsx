import {
  ActionIcon,
  Button,
  FileButton,
  Group,
  Loader,
  Modal,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Tooltip,
} from "@mantine/core";
import { IconPaperclip, IconSend2 } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeDraft, type Draft, type MailDraft, useDraft } from "../agent/draft";
import { fileKinds } from "../agent/files";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { AddressInput } from "../email/AddressInput";
import { AttachedFiles } from "../email/AttachedFiles";
import { isAddress } from "../email/mail";
import { useAttaching } from "../email/useAttaching";
import { best } from "../texts/best";
import type { Recipient } from "./NewMail";
import styles from "./NewMailDialog.module.css";

/** In the server's own limits. */
const longest = 50_000;
const longestSubject = 300;

type Props = { to: Recipient | undefined; onClose: () => void };

/** Where a mail is written to somebody first. What was begun is kept, for each recipient apart. */
export function NewMailDialog({ to, onClose }: Props) {
  const { t } = useTranslation("outward");
  const { data: services } = useQuery({
    queryKey: ["mail-services"],
    queryFn: () => told(api.GET("/api/v1/desk/mails/services")),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("newMail.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {!services ? (
        <Loader type="dots" mx="auto" display="block" />
      ) : services.length === 0 ? (
        <Text>{t("newMail.nowhere")}</Text>
      ) : (
        <Form services={services} to={to} onClose={onClose} />
      )}
    </Modal>
  );
}

type Service = { service: string; name: Parameters<typeof best>[0]; from: string };

function Form({ services, to, onClose }: Props & { services: Service[] }) {
  const { t, i18n } = useTranslation("outward");
  const name = `new mail ${to?.customer ?? to?.email ?? ""}`;
  const [draft] = useDraft(name);
  const [service, setService] = useState(services.length === 1 ? services[0]!.service : null);
  const attaching = useAttaching(name, null);
  const sending = useSending(name, to?.customer, onClose);
  const mail = { to: to?.email ? [to.email] : [], cc: [], bcc: [], subject: "", files: [], ...draft.mail };
  const [hasCopies, setCopies] = useState(mail.cc.length + mail.bcc.length > 0);
  const isReady = service !== null && isWhole(draft, mail) && !attaching.isBusy;
  const set = (change: MailDraft) => changeDraft(name, (was) => ({ ...was, mail: { ...was.mail, ...change } }));
  const from = services.find((it) => it.service === service)?.from;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) sending.mutate({ ...mail, service, text: draft.text.trim() });
      }}
    >
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
        <div className={styles.lines}>
          <AddressInput label={t("email:field.to")} value={mail.to} onChange={(it) => set({ to: it })} />
          {hasCopies ? (
            <>
              <AddressInput label={t("email:field.cc")} value={mail.cc} onChange={(it) => set({ cc: it })} />
              <AddressInput label={t("email:field.bcc")} value={mail.bcc} onChange={(it) => set({ bcc: it })} />
            </>
          ) : (
            <Button className={styles.copies} variant="subtle" size="compact-xs" onClick={() => setCopies(true)}>
              {t("newMail.copies")}
            </Button>
          )}
        </div>
        <TextInput
          label={t("email:field.subject")}
          dir="auto"
          maxLength={longestSubject}
          value={mail.subject}
          onChange={(it) => set({ subject: it.currentTarget.value })}
        />
        <Textarea
          label={t("newMail.text")}
          placeholder={t("newMail.write")}
          autosize
          minRows={6}
          maxRows={18}
          dir="auto"
          value={draft.text}
          error={draft.text.length > longest && t("email:editor.tooLong", { most: longest, now: draft.text.length })}
          onChange={(it) => {
            const text = it.currentTarget.value;
            changeDraft(name, (was) => ({ ...was, text }));
          }}
        />
        <AttachedFiles
          files={mail.files}
          attaching={attaching}
          onRemove={(id) => set({ files: mail.files.filter((it) => it.id !== id) })}
        />
        <Text size="xs" className="quiet">
          {t("newMail.added")}
        </Text>
        {sending.error && (
          <Text c="var(--bad-ink)" size="sm" role="alert">
            {sentenceOf(sending.error)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <FileButton onChange={attaching.add} accept={fileKinds} multiple resetRef={attaching.reset}>
            {(props) => (
              <Tooltip label={t("email:editor.attach")}>
                <ActionIcon {...props} size={36} mr="auto" variant="default" aria-label={t("email:editor.attach")}>
                  <IconPaperclip size={18} />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
          <Button variant="default" onClick={onClose}>
            {t("newMail.cancel")}
          </Button>
          <Button
            type="submit"
            disabled={!isReady}
            loading={sending.isPending}
            leftSection={<IconSend2 size={17} aria-hidden />}
          >
            {t("newMail.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Whole = Required<Pick<MailDraft, "to" | "cc" | "bcc" | "subject" | "files">>;

function isWhole(draft: Draft, mail: Whole): boolean {
  const hasText = draft.text.trim() !== "" || mail.files.length > 0;
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc];
  return (
    hasText &&
    draft.text.length <= longest &&
    mail.subject.trim() !== "" &&
    mail.to.length > 0 &&
    recipients.every(isAddress)
  );
}

/** Sends it, and opens the contact that begins with it. A second try is the same mail. */
function useSending(draft: string, customer: string | undefined, onClose: () => void) {
  const go = useNavigate();
  const cache = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: ({ files, ...mail }: Whole & { service: string; text: string }) =>
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
