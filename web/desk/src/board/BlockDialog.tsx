import { Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import { newKey } from "../parts/setup";
import { useSaving } from "../parts/useSaving";

const days = ["1", "7", "30", "180"];

/** Puts whoever wrote a contact on the block list for a while. */
export function BlockDialog({ contact, onClose }: { contact: string; onClose: () => void }) {
  const { t } = useTranslation("board");
  const [until, setUntil] = useState("7");
  const [cause, setCause] = useState("");
  const [key] = useState(newKey);
  const block = useSaving(
    () =>
      told(
        api.POST("/api/v1/board/contacts/{id}/block", {
          params: { path: { id: contact }, header: key },
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
