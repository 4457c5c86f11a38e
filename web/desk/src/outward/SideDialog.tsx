import { Group, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { deskQuery } from "../agent/desk";
import type { Focusable } from "../agent/focus";
import { type About, aboutContact } from "../agent/TemplatePicker";
import { MailCard } from "../email/MailCard";
import { MailForm } from "../email/MailForm";
import { useMay } from "../session/session";
import { MailDialog } from "./MailDialog";
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
    <MailDialog title={side ? t("side.with", { party: partyOf(side) }) : t("side.title")} onClose={onClose}>
      {(onLayer) =>
        !side ? (
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
            {mayAsk && <More contact={contact} side={side} about={own && aboutContact(own.card)} onLayer={onLayer} />}
          </Stack>
        )
      }
    </MailDialog>
  );
}

type MoreProps = { contact: string; side: Side; about: About | undefined; onLayer: (isThere: boolean) => void };

function More({ contact, side, about, onLayer }: MoreProps) {
  const { t } = useTranslation("outward");
  const field = useRef<Focusable>(null);
  const asking = useAsking(contact, side.side, () => {});
  const to = side.party.map((it) => it.address);
  return (
    <MailForm
      name={questionDraft(contact, side.side)}
      contact={contact}
      usual={{ to, subject: side.subject ?? "" }}
      about={about}
      field={field}
      words={{ write: t("side.more"), added: t("side.added"), send: t("side.send") }}
      isFixed
      isReady={side.party.length > 0}
      isBusy={asking.isPending}
      error={asking.error}
      onLayer={onLayer}
      onSend={({ text, html, files }, later) =>
        asking.mutate({ to, subject: null, text, html, files, sendAt: later?.sendAt })
      }
    />
  );
}
