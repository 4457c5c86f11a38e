import { Button, Group, Loader, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconSend2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { deskQuery } from "../agent/desk";
import { changeDraft, useDraft } from "../agent/draft";
import { sentenceOf } from "../api/tellError";
import { MailCard } from "../email/MailCard";
import { useMay } from "../session/session";
import styles from "./Side.module.css";
import { SideStateBadge } from "./SideConversations";
import { partyOf, questionDraft, type Side, sidesQuery } from "./sides";
import { useAsking } from "./useAsking";

/** What is shown while somebody looks follows what becomes of the mails. */
const pace = 3_000;

type Props = { contact: string; side: string; messages: number; onClose: () => void };

/** One side conversation: what was asked and answered, and the next question. */
export function SideDialog({ contact, side: id, messages, onClose }: Props) {
  const { t } = useTranslation("outward");
  const { data: sides } = useQuery({ ...sidesQuery(contact, messages), refetchInterval: pace });
  const side = sides?.find((it) => it.side === id);
  const { data: desk } = useQuery({ ...deskQuery, enabled: useMay("contact.handle") });
  const own = desk?.contacts.find((it) => it.contact === contact);
  const mayAsk = own?.stage === "Handled" || own?.stage === "Held";
  return (
    <Modal
      opened
      onClose={onClose}
      title={side ? t("side.with", { party: partyOf(side) }) : t("side.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {!side ? (
        <Loader type="dots" mx="auto" display="block" />
      ) : (
        <Stack gap="sm">
          <Group justify="space-between">
            <Text size="sm" className="quiet" flex={1}>
              {t("side.apart")}
            </Text>
            <SideStateBadge state={side.state} />
          </Group>
          <div className={styles.thread}>
            {side.messages.map((it, at) => (
              <MailCard
                key={it.message.message}
                contact={it.contact}
                message={it.message}
                before={side.messages[at - 1]?.message.mail ?? undefined}
                isPast={!mayAsk || it.contact !== contact}
              />
            ))}
          </div>
          {mayAsk && <More contact={contact} side={side} />}
        </Stack>
      )}
    </Modal>
  );
}

function More({ contact, side }: { contact: string; side: Side }) {
  const { t } = useTranslation("outward");
  const name = questionDraft(contact, side.side);
  const [{ text }] = useDraft(name);
  const asking = useAsking(contact, side.side, () => {});
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        asking.mutate({ to: side.party.map((it) => it.address), subject: null, text: text.trim(), files: [] });
      }}
    >
      <Textarea
        label={t("side.more")}
        autosize
        minRows={2}
        maxRows={10}
        dir="auto"
        value={text}
        onChange={(it) => {
          const written = it.currentTarget.value;
          changeDraft(name, (was) => ({ ...was, text: written }));
        }}
      />
      {asking.error && (
        <Text c="var(--bad-ink)" size="sm" role="alert">
          {sentenceOf(asking.error)}
        </Text>
      )}
      <Group justify="flex-end" mt="xs">
        <Button
          type="submit"
          disabled={text.trim() === "" || side.party.length === 0}
          loading={asking.isPending}
          leftSection={<IconSend2 size={17} aria-hidden />}
        >
          {t("side.send")}
        </Button>
      </Group>
    </form>
  );
}
