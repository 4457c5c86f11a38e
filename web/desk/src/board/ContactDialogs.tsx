import { Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { MergeDialog } from "../outward/MergeContact";
import { Confirm } from "../parts/Confirm";
import { useSaving } from "../parts/useSaving";
import { best } from "../texts/best";
import { BlockDialog } from "./BlockDialog";
import type { Board, BoardContact } from "./board";
import { WhyDialog } from "./WhyDialog";

export type ContactDialog = "why" | "move" | "merge" | "block" | "discard";

type Props = { board: Board; contact: BoardContact; onClose: () => void };

/** The dialogs that steering a waiting contact needs. */
export function ContactDialogs({ kind, ...props }: Props & { kind: ContactDialog }) {
  if (kind === "why") {
    const { contact, reference } = props.contact;
    return <WhyDialog contact={contact} reference={reference} onClose={props.onClose} />;
  }
  if (kind === "move") return <MoveDialog {...props} />;
  if (kind === "merge") return <MergeWaiting {...props} />;
  return kind === "block" ? (
    <BlockDialog contact={props.contact.contact} onClose={props.onClose} />
  ) : (
    <DiscardDialog {...props} />
  );
}

function MoveDialog({ board, contact, onClose }: Props) {
  const { t, i18n } = useTranslation("board");
  const [service, setService] = useState<string | null>(contact.service);
  const [person, setPerson] = useState<string | null>(null);
  const move = useSaving(
    () =>
      told(
        api.POST("/api/v1/board/contacts/{id}/move", {
          params: { path: { id: contact.contact } },
          body: {
            service: service === contact.service ? null : service,
            person,
            keepsSkills: service === contact.service,
          },
        }),
      ),
    { changes: [["board"]], saved: t("move.done"), after: onClose },
  );
  return (
    <Confirm
      title={t("move.title", { reference: contact.reference })}
      action={t("contact.move")}
      isBusy={move.isPending}
      isReady={service !== null && (service !== contact.service || person !== null)}
      onClose={onClose}
      onConfirm={() => move.mutate()}
    >
      <Stack gap="sm">
        <Text size="sm">{t("move.help")}</Text>
        <Select
          label={t("move.service")}
          searchable
          allowDeselect={false}
          value={service}
          onChange={setService}
          data={board.services
            .filter((it) => it.channels.some((channel) => channel.channel === contact.channel))
            .map((it) => ({ value: it.service, label: best(it.name, i18n.language) }))}
        />
        <Select
          label={t("move.person")}
          searchable
          clearable
          placeholder={t("move.anybody")}
          value={person}
          onChange={setPerson}
          data={board.people
            .filter((it) => it.presence !== "SignedOut")
            .map((it) => ({ value: it.person, label: it.name }))}
        />
      </Stack>
    </Confirm>
  );
}

/** Whose contact it is stands in its story. */
function MergeWaiting({ contact: { contact, reference }, onClose }: Props) {
  const { data: story } = useQuery({
    queryKey: ["story", contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}", { params: { path: { contact } } })),
  });
  if (!story) return null;
  const { customer, customerName } = story.contact;
  return <MergeDialog into={{ contact, reference, customer, name: customerName }} onClose={onClose} />;
}

function DiscardDialog({ contact, onClose }: Props) {
  const { t } = useTranslation("board");
  const discard = useSaving(
    () => told(api.DELETE("/api/v1/board/contacts/{id}", { params: { path: { id: contact.contact } } })),
    {
      changes: [["board"]],
      saved: t("discard.done"),
      after: onClose,
    },
  );
  return (
    <Confirm
      title={t("discard.title", { reference: contact.reference })}
      action={t("contact.discard")}
      isDangerous
      isBusy={discard.isPending}
      onClose={onClose}
      onConfirm={() => discard.mutate()}
    >
      {t("discard.help")}
    </Confirm>
  );
}
