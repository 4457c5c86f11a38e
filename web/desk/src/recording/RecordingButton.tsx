import { Button } from "@mantine/core";
import { IconPlayerRecord, IconPlayerRecordFilled } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { DeskContact } from "../agent/desk";
import { api, told } from "../api/api";

/** Has the recording of a call stand still while something is said that must not be kept, and says how it stands. */
export function RecordingButton({ contact }: { contact: DeskContact }) {
  const { t } = useTranslation("recording");
  const sign = contact.card.recording;
  const isPaused = sign === "Paused";
  const turn = useMutation({
    mutationFn: () => {
      const at = { params: { path: { contact: contact.contact } } };
      return told(
        isPaused
          ? api.POST("/api/v1/desk/contacts/{contact}/recording/resume", at)
          : api.POST("/api/v1/desk/contacts/{contact}/recording/pause", at),
      );
    },
  });
  if (!sign) return null;
  return (
    <Button
      size="md"
      variant={isPaused ? "filled" : "default"}
      color="orange"
      aria-pressed={isPaused}
      loading={turn.isPending}
      leftSection={
        isPaused ? (
          <IconPlayerRecord size={17} aria-hidden />
        ) : (
          <IconPlayerRecordFilled size={17} color="var(--mantine-color-red-6)" aria-hidden />
        )
      }
      onClick={() => turn.mutate()}
    >
      {t(isPaused ? "resume" : "pause")}
    </Button>
  );
}
