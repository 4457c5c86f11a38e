import { ActionIcon, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { now } from "../agent/clock";
import { useSetup } from "../agent/desk";
import { sentenceOf } from "../api/tellError";
import { best } from "../texts/best";
import { type Absence, asField, moment, useAbsences, useKeepAbsence } from "./absence";
import styles from "./DirectoryList.module.css";

const hour = 3_600_000;

type Props = { person: string; name?: string; onClose: () => void };

/** When somebody is away and when he is back: what is known, and one more. */
export function AbsenceDialog({ person, name, onClose }: Props) {
  const { t, i18n } = useTranslation("switchboard");
  const reasons = useSetup()?.presenceReasons ?? [];
  const known = useAbsences(person);
  const { add, remove } = useKeepAbsence(person);
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const [from, setFrom] = useState(() => asField(new Date(now())));
  const [until, setUntil] = useState(() => asField(new Date(now() + hour)));
  const [begins, ends] = [new Date(from), new Date(until)];
  const isRight = ends > begins && ends.getTime() > now();
  return (
    <Modal
      opened
      onClose={onClose}
      title={name ? t("absence.of", { name }) : t("absence.title")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) add.mutate({ reason: reason || null, note, from: begins, until: ends }, { onSuccess: onClose });
        }}
      >
        <Stack gap="sm">
          {known && known.length > 0 && (
            <ul className={styles.absences} aria-label={t("absence.known")}>
              {known.map((it) => (
                <Known key={it.id} absence={it} onRemove={() => remove.mutate(it.id)} />
              ))}
            </ul>
          )}
          <NativeSelect
            data-autofocus
            label={t("absence.reason")}
            value={reason}
            onChange={(it) => setReason(it.currentTarget.value)}
            data={[
              { value: "", label: t("absence.noReason") },
              ...reasons.map((it) => ({ value: it.reason, label: best(it.name, i18n.language) })),
            ]}
          />
          <Group grow align="start">
            <TextInput
              type="datetime-local"
              label={t("absence.from")}
              required
              value={from}
              onChange={(it) => setFrom(it.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label={t("absence.until")}
              required
              value={until}
              error={until && !isRight ? t("absence.wrong") : undefined}
              onChange={(it) => setUntil(it.currentTarget.value)}
            />
          </Group>
          <TextInput
            label={t("absence.note")}
            description={t("absence.noteHint")}
            maxLength={100}
            value={note}
            onChange={(it) => setNote(it.currentTarget.value)}
          />
          {add.error && (
            <Text c="var(--bad-ink)" size="sm" role="alert">
              {sentenceOf(add.error)}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("agent:cancel")}
            </Button>
            <Button type="submit" disabled={!isRight} loading={add.isPending}>
              {t("absence.keep")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Known({ absence, onRemove }: { absence: Absence; onRemove: () => void }) {
  const { t, i18n } = useTranslation("switchboard");
  const why = best(useSetup()?.presenceReasons.find((it) => it.reason === absence.reason)?.name, i18n.language);
  const [from, until] = [absence.from, absence.until].map((it) => moment(it, now(), i18n.language));
  const text = t("absence.span", { from, until });
  return (
    <li>
      <span>
        {text}
        {why && ` · ${why}`}
        {absence.note && ` · ${absence.note}`}
      </span>
      <ActionIcon variant="subtle" color="gray" aria-label={t("absence.remove", { text })} onClick={onRemove}>
        <IconTrash size={17} />
      </ActionIcon>
    </li>
  );
}
