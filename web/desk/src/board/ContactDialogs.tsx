import { Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import { newKey } from "../parts/setup";
import { useSaving } from "../parts/useSaving";
import { best } from "../texts/best";
import type { Board, BoardContact } from "./board";
import { WhyDialog } from "./WhyDialog";

export type ContactDialog = "why" | "move" | "block" | "discard";

type Props = { board: Board; contact: BoardContact; onClose: () => void };

/** The dialogs that steering a waiting contact needs. */
export function ContactDialogs({ kind, ...props }: Props & { kind: ContactDialog }) {
  if (kind === "why") return <WhyDialog contact={props.contact} onClose={props.onClose} />;
  if (kind === "move") return <MoveDialog {...props} />;
  return kind === "block" ? <BlockDialog {...props} /> : <DiscardDialog {...props} />;
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

const days = ["1", "7", "30", "180"];

function BlockDialog({ contact, onClose }: Props) {
  const { t } = useTranslation("board");
  const [until, setUntil] = useState("7");
  const [cause, setCause] = useState("");
  const [key] = useState(newKey);
  const block = useSaving(
    () =>
      told(
        api.POST("/api/v1/board/contacts/{id}/block", {
          params: { path: { id: contact.contact }, header: key },
          body: { until: new Date(Date.now() + Number(until) * 86_400_000).toISOString(), cause },
        }),
      ),
    { changes: [["board"], ["blocks"]], saved: t("block.done"), after: onClose },
  );
  return (
    <Confirm
      title={t("block.title")}
      action={t("contact.block")}
      isDangerous
      isBusy={block.isPending}
      onClose={onClose}
      onConfirm={() => block.mutate()}
    >
      <Stack gap="sm">
        <Text size="sm">{t("block.help")}</Text>
        <Select
          label={t("block.until")}
          allowDeselect={false}
          value={until}
          onChange={(it) => setUntil(it ?? "7")}
          data={days.map((it) => ({ value: it, label: t("block.days", { count: Number(it) }) }))}
        />
        <TextInput
          label={t("block.cause")}
          value={cause}
          onChange={(event) => setCause(event.currentTarget.value)}
          maxLength={500}
        />
      </Stack>
    </Confirm>
  );
}
