import { Button, Checkbox, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { BleepFields } from "./BleepFields";
import { copiesQuery, type Span, withSpan } from "./copies";
import { Player } from "./Player";
import { ReasonForm } from "./ReasonForm";
import styles from "./Recordings.module.css";
import { type Listening, pauses, type Recording, soundOf } from "./recordings";

/** A recording that somebody hears, and of which he may have a copy made. */
export function Listened({ recording, listening, name }: { recording: Recording; listening: Listening; name: string }) {
  const { t } = useTranslation("recording");
  const sound = useRef<HTMLAudioElement>(null);
  const [isCopying, setCopying] = useState(false);
  const [bleeps, setBleeps] = useState<Span[]>([]);
  const seconds = Number(recording.seconds);
  const end = () => {
    setCopying(false);
    setBleeps([]);
  };
  return (
    <>
      <Player
        name={name}
        source={soundOf(recording, listening)}
        listening={listening}
        seconds={seconds}
        person={recording.personName}
        pauses={pauses(recording)}
        bleeps={bleeps}
        sound={sound}
        {...(isCopying ? { onDraw: (it: Span) => setBleeps((all) => withSpan(all, it, seconds) ?? all) } : {})}
      />
      {isCopying ? (
        <CopyForm recording={recording} bleeps={bleeps} onEnd={end}>
          <BleepFields spans={bleeps} seconds={seconds} sound={sound} onChange={setBleeps} />
        </CopyForm>
      ) : (
        <Button variant="default" mt="xs" onClick={() => setCopying(true)}>
          {t("copy.make")}
        </Button>
      )}
    </>
  );
}

type CopyFormProps = { recording: Recording; bleeps: readonly Span[]; onEnd: () => void; children: React.ReactNode };

function CopyForm({ recording, bleeps, onEnd, children }: CopyFormProps) {
  const { t } = useTranslation("recording");
  const queries = useQueryClient();
  const [disguisesCaller, setCaller] = useState(true);
  const [disguisesStaff, setStaff] = useState(true);
  const send = (reason: string) =>
    told(
      api.POST("/api/v1/recordings/{id}/copies", {
        params: { path: { id: recording.id } },
        body: { reason, disguisesCaller, disguisesStaff, bleeps: [...bleeps] },
      }),
    );
  return (
    <section className={styles.copying} aria-label={t("copy.title")}>
      <p>{t("copy.promise")}</p>
      <fieldset className={styles.bleeps}>
        <legend>{t("copy.whose")}</legend>
        <Group gap="lg" mt={4}>
          <Checkbox
            label={t("copy.callers")}
            checked={disguisesCaller}
            onChange={(event) => setCaller(event.currentTarget.checked)}
          />
          <Checkbox
            label={t("copy.staffs", { person: recording.personName })}
            checked={disguisesStaff}
            onChange={(event) => setStaff(event.currentTarget.checked)}
          />
        </Group>
      </fieldset>
      {children}
      <ReasonForm
        label={t("copy.reason")}
        help={t("copy.reasonHelp")}
        logged=""
        submit={t("copy.submit")}
        send={send}
        onCancel={onEnd}
        onSent={() => {
          queries.invalidateQueries(copiesQuery(recording.contact));
          onEnd();
        }}
      />
    </section>
  );
}
