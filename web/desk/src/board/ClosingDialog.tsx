import { Checkbox, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import { TextsInput } from "../parts/TextsInput";
import { useSaving } from "../parts/useSaving";
import type { Texts } from "../texts/best";

const hours = ["1", "2", "4", "8", "24"];
const changes = [["board"], ["centre"], ["services"]];

/** Closes everything at once, with a message to the citizens. */
export function ClosingDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("board");
  const [message, setMessage] = useState<Texts>({});
  const [until, setUntil] = useState<string | null>("1");
  const [sendsAway, setSendsAway] = useState(false);
  const close = useSaving(
    () =>
      told(
        api.PUT("/api/v1/centre/closing", {
          body: {
            message,
            sendsAway,
            until: until ? new Date(Date.now() + Number(until) * 3_600_000).toISOString() : null,
          },
        }),
      ),
    { changes, saved: t("closing.done"), after: onClose },
  );
  return (
    <Confirm
      title={t("closing.dialog")}
      action={t("closing.close")}
      isDangerous
      isBusy={close.isPending}
      isReady={Object.values(message).some((it) => it.trim())}
      onClose={onClose}
      onConfirm={() => close.mutate()}
    >
      <Stack gap="sm">
        <Text size="sm">{t("closing.help")}</Text>
        <TextsInput label={t("closing.message")} value={message} onChange={setMessage} isLong isRequired />
        <Select
          label={t("closing.until")}
          value={until}
          onChange={setUntil}
          clearable
          placeholder={t("closing.untilOpened")}
          data={hours.map((it) => ({ value: it, label: t("closing.hours", { count: Number(it) }) }))}
        />
        <Checkbox
          label={t("closing.sendsAway")}
          checked={sendsAway}
          onChange={(event) => setSendsAway(event.currentTarget.checked)}
        />
      </Stack>
    </Confirm>
  );
}

export function useOpenAgain() {
  const { t } = useTranslation("board");
  return useSaving(() => told(api.DELETE("/api/v1/centre/closing")), { changes, saved: t("closing.opened") });
}
