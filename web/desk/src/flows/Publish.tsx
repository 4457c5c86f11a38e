import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconPencil } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { State } from "../parts/State";
import { dayAndTime } from "../parts/time";
import type { FlowView } from "./flow";
import { stepOf } from "./model";
import type { Editing } from "./useFlow";
import type { Words } from "./words";

/** Which version callers meet, and whether the draft says something else. */
export function FlowState({
  flow,
  isChanged = false,
}: {
  flow: Pick<FlowView, "published" | "hasDraftChanges">;
  isChanged?: boolean;
}) {
  const { t, i18n } = useTranslation("flows");
  const { published } = flow;
  return (
    <Group gap={6}>
      {published ? (
        <State tone="good" icon={<IconCircleCheck aria-hidden />}>
          {t("state.published", { number: published.number, at: dayAndTime(published.at, i18n.language) })}
        </State>
      ) : (
        <State tone="rest" icon={<IconCircleDashed aria-hidden />}>
          {t("state.never")}
        </State>
      )}
      {published && (flow.hasDraftChanges || isChanged) && (
        <State tone="care" icon={<IconPencil aria-hidden />}>
          {t("state.changed")}
        </State>
      )}
    </Group>
  );
}

/** Asks what is new, then lets new calls go into the draft; or says what must be mended first. */
export function PublishDialog({ editing, words, onClose }: { editing: Editing; words: Words; onClose: () => void }) {
  const { t } = useTranslation("flows");
  const [comment, setComment] = useState("");
  const { mistakes, flow } = editing;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    editing.publish(comment.trim()).then(onClose, () => {});
  };
  return (
    <Modal opened onClose={onClose} title={t("publish.title")} closeButtonProps={{ "aria-label": t("parts:close") }}>
      {mistakes.length > 0 ? (
        <Stack>
          <Alert color="red" title={t("publish.mend", { count: mistakes.length })}>
            <List size="sm">
              {mistakes.slice(0, 8).map((it) => (
                <List.Item key={`${it.step} ${it.field} ${it.code}`}>
                  {it.step && <strong>{words.name(stepOf(flow, it.step)!, false)}: </strong>}
                  {words.mistake(it, stepOf(flow, it.step))}
                </List.Item>
              ))}
            </List>
          </Alert>
          <Group justify="flex-end">
            <Button onClick={onClose} data-autofocus>
              {t("parts:close")}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{t("publish.help")}</Text>
            <TextInput
              label={t("publish.comment")}
              description={t("publish.commentHelp")}
              maxLength={200}
              value={comment}
              onChange={(event) => setComment(event.currentTarget.value)}
              data-autofocus
            />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t("parts:cancel")}
              </Button>
              <Button type="submit" loading={editing.isBusy}>
                {t("publish.action")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
