import { Button, Group, Text, Textarea } from "@mantine/core";
import { IconHeadphones } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { dayAndTime } from "../parts/time";
import { useMay } from "../session/session";
import { Player } from "./Player";
import styles from "./Recordings.module.css";
import { type Listening, length, type Recording, recordingsQuery, shortestReason } from "./recordings";

/** What was recorded of a contact; whoever may listen says why first. */
export function Recordings({ contact }: { contact: string }) {
  const { t } = useTranslation("recording");
  const { data: recordings } = useQuery(recordingsQuery(contact));
  if (!recordings || recordings.length === 0) return null;
  return (
    <section aria-labelledby="story-recordings" className={styles.all}>
      <h2 id="story-recordings" className={styles.title}>
        {t("title")}
      </h2>
      {recordings.map((it) => (
        <One key={it.id} recording={it} />
      ))}
    </section>
  );
}

function One({ recording }: { recording: Recording }) {
  const { t, i18n } = useTranslation("recording");
  const mayListen = useMay("recording.listen");
  const [listening, setListening] = useState<Listening | null>(null);
  const [isAsking, setAsking] = useState(false);
  const isThere = recording.state === "Kept" || recording.state === "KeptInPart";
  const name = t("of", { person: recording.personName });
  return (
    <article className={styles.one} aria-label={name}>
      <Group justify="space-between" gap="xs">
        <div>
          <p className={styles.name}>{name}</p>
          <p className="quiet">
            {isThere ? `${length(Number(recording.seconds))} · ` : ""}
            {t(`state.${recording.state}`)}
            {isThere ? ` · ${t("until", { day: dayAndTime(recording.until, i18n.language) })}` : ""}
          </p>
        </div>
        {isThere && mayListen && !listening && !isAsking && (
          <Button
            variant="default"
            leftSection={<IconHeadphones size={17} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t("listen")}
          </Button>
        )}
      </Group>
      {isAsking && !listening && (
        <Reason recording={recording} onCancel={() => setAsking(false)} onListening={setListening} />
      )}
      {listening && <Player recording={recording} listening={listening} />}
    </article>
  );
}

type ReasonProps = { recording: Recording; onCancel: () => void; onListening: (it: Listening) => void };

function Reason({ recording, onCancel, onListening }: ReasonProps) {
  const { t } = useTranslation("recording");
  const [reason, setReason] = useState("");
  const listen = useMutation({
    mutationFn: () =>
      told(
        api.POST("/api/v1/recordings/{id}/listenings", { params: { path: { id: recording.id } }, body: { reason } }),
      ),
    onSuccess: onListening,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        listen.mutate();
      }}
    >
      <Textarea
        label={t("reason")}
        description={t("reasonHelp")}
        required
        autosize
        data-autofocus
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button type="submit" loading={listen.isPending} disabled={reason.trim().length < shortestReason}>
          {t("listen")}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Text size="sm" className="quiet">
          {t("logged")}
        </Text>
      </Group>
    </form>
  );
}
