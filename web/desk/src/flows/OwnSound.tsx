import { Button, FileButton, Group, Text } from "@mantine/core";
import { IconTrash, IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { languageName } from "../texts/languageName";
import styles from "./Flow.module.css";
import type { Step } from "./model";
import type { Editing } from "./useFlow";

/** What somebody has recorded himself for a step, in one language: listened to, replaced, or taken away. It is heard instead of the text. */
export function OwnSound({ editing, step, language }: { editing: Editing; step: Step; language: string }) {
  const { t, i18n } = useTranslation("flows");
  const name = languageName(language, i18n.language);
  const sound = step.sounds?.[language];
  const reset = useRef<() => void>(null);
  const uploading = useMutation({
    mutationFn: (file: File) => upload(editing.id, file),
    onSuccess: (it) => editing.change(step.id, { sounds: { ...step.sounds, [language]: it.sound } }),
    onSettled: () => reset.current?.(),
    meta: { tellsItself: true },
  });
  const remove = () => {
    const { [language]: _, ...others } = step.sounds ?? {};
    editing.change(step.id, { sounds: Object.keys(others).length > 0 ? others : null });
  };
  return (
    <div role="group" aria-label={t("sound.name", { language: name })}>
      {sound && (
        // biome-ignore lint/a11y/useMediaCaption: what is said stands in the field above
        <audio
          controls
          preload="metadata"
          className={styles.sound}
          src={`/api/v1/flows/${editing.id}/sounds/${sound}`}
          aria-label={t("sound.listen", { language: name })}
        />
      )}
      {editing.mayWrite && (
        <Group gap="xs">
          <FileButton onChange={(file) => file && uploading.mutate(file)} accept=".wav,audio/wav" resetRef={reset}>
            {(props) => (
              <Button
                {...props}
                size="compact-xs"
                variant="default"
                leftSection={<IconUpload size={14} />}
                loading={uploading.isPending}
                aria-label={t(sound ? "sound.replaceIn" : "sound.uploadIn", { language: name })}
              >
                {t(sound ? "sound.replace" : "sound.upload")}
              </Button>
            )}
          </FileButton>
          {sound && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconTrash size={14} />}
              aria-label={t("sound.removeIn", { language: name })}
              onClick={remove}
            >
              {t("sound.remove")}
            </Button>
          )}
        </Group>
      )}
      <div role="status">
        {uploading.isError && (
          <Text size="sm" c="var(--bad-ink)" mt={4}>
            {sentenceOf(uploading.error)}
          </Text>
        )}
        {sound && (
          <Text size="xs" className="quiet" mt={4}>
            {t("sound.help")}
          </Text>
        )}
      </div>
    </div>
  );
}

function upload(id: string, file: File) {
  return told(
    api.POST("/api/v1/flows/{id}/sounds", {
      params: { path: { id } },
      body: file as never,
      bodySerializer: (it: unknown) => it as File,
      headers: { "Content-Type": "application/octet-stream" },
    }),
  );
}
