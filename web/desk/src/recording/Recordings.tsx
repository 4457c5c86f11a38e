import { Button, Group } from "@mantine/core";
import { IconHeadphones } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { dayAndTime } from "../parts/time";
import { useMay } from "../session/session";
import { Copies } from "./Copies";
import { Listened } from "./Listened";
import { ReasonForm } from "./ReasonForm";
import styles from "./Recordings.module.css";
import { type Listening, length, type Recording, recordingsQuery } from "./recordings";

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
  const mayHearCopies = useMay("recording.copy.listen");
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
        <ReasonForm
          label={t("reason")}
          help={t("reasonHelp")}
          logged={t("logged")}
          submit={t("listen")}
          send={(reason) =>
            told(
              api.POST("/api/v1/recordings/{id}/listenings", {
                params: { path: { id: recording.id } },
                body: { reason },
              }),
            )
          }
          onCancel={() => setAsking(false)}
          onSent={setListening}
        />
      )}
      {listening && <Listened recording={recording} listening={listening} name={name} />}
      {mayHearCopies && <Copies recording={recording} />}
    </article>
  );
}
