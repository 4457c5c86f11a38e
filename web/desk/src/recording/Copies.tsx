import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { dayAndTime } from "../parts/time";
import { useMay } from "../session/session";
import { type Copy, copiesQuery, whose } from "./copies";
import { DestroyButton } from "./DestroyButton";
import { Player } from "./Player";
import { ReasonForm } from "./ReasonForm";
import styles from "./Recordings.module.css";
import { type Listening, length, type Recording } from "./recordings";

/** The copies of a recording in which voices are disguised. */
export function Copies({ recording }: { recording: Recording }) {
  const { data: copies } = useQuery(copiesQuery(recording.contact));
  const own = copies?.filter((it) => it.recording === recording.id) ?? [];
  return own.map((it) => <One key={it.id} copy={it} recording={recording} />);
}

function One({ copy, recording }: { copy: Copy; recording: Recording }) {
  const { t, i18n } = useTranslation("recording");
  const mayGive = useMay("recording.listen");
  const [asks, setAsks] = useState<"listen" | "give" | null>(null);
  const [listening, setListening] = useState<Listening | null>(null);
  const isThere = copy.state === "Kept";
  const name = t("copy.of", { person: copy.byName, day: dayAndTime(copy.madeAt, i18n.language) });
  return (
    <article className={styles.copy} aria-label={name}>
      <Group justify="space-between" gap="xs">
        <div>
          <p className={styles.name}>{name}</p>
          <About copy={copy} />
          {copy.reason && <p className="quiet">{copy.reason}</p>}
        </div>
        {!asks && (
          <Group gap="xs">
            {isThere && !listening && (
              <Button variant="default" onClick={() => setAsks("listen")}>
                {t("copy.listen")}
              </Button>
            )}
            {isThere && mayGive && (
              <Button variant="default" onClick={() => setAsks("give")}>
                {t("copy.give")}
              </Button>
            )}
            {mayGive && <DestroyButton copy={copy} contact={recording.contact} />}
          </Group>
        )}
      </Group>
      {asks && <Asking copy={copy} asks={asks} onListening={setListening} onEnd={() => setAsks(null)} />}
      {listening && (
        <Player
          name={name}
          source={`/api/v1/recording-copies/${copy.id}/sound?listening=${listening.listening}`}
          listening={listening}
          seconds={Number(copy.seconds)}
          person={recording.personName}
          pauses={[]}
          bleeps={copy.bleeps.map((it) => ({ from: Number(it.from), to: Number(it.to) }))}
        />
      )}
    </article>
  );
}

function About({ copy }: { copy: Copy }) {
  const { t, i18n } = useTranslation("recording");
  const parts = [
    copy.state === "Kept" ? length(Number(copy.seconds)) : t(`copy.state.${copy.state}`),
    t(`copy.disguised.${whose(copy)}`),
    copy.bleeps.length > 0 ? t("copy.bleeped", { count: copy.bleeps.length }) : "",
    copy.state === "Kept" ? t("until", { day: dayAndTime(copy.until, i18n.language) }) : "",
  ];
  return (
    <p className="quiet" role="status">
      {parts.filter(Boolean).join(" · ")}
    </p>
  );
}

type AskingProps = {
  copy: Copy;
  asks: "listen" | "give";
  onListening: (it: Listening) => void;
  onEnd: () => void;
};

function Asking({ copy, asks, onListening, onEnd }: AskingProps) {
  const { t } = useTranslation("recording");
  const path = { params: { path: { id: copy.id } } };
  if (asks === "listen") {
    return (
      <ReasonForm
        label={t("reason")}
        help={t("reasonHelp")}
        logged={t("logged")}
        submit={t("copy.listen")}
        send={(reason) => told(api.POST("/api/v1/recording-copies/{id}/listenings", { ...path, body: { reason } }))}
        onCancel={onEnd}
        onSent={(it) => {
          onListening(it);
          onEnd();
        }}
      />
    );
  }
  return (
    <ReasonForm
      label={t("copy.giveReason")}
      help={t("copy.giveReasonHelp")}
      logged={t("copy.giveLogged")}
      submit={t("copy.fetch")}
      send={(reason) => told(api.POST("/api/v1/recording-copies/{id}/givings", { ...path, body: { reason } }))}
      onCancel={onEnd}
      onSent={(it) => {
        window.location.assign(`/api/v1/recording-copies/${copy.id}/file?giving=${it.giving}`);
        onEnd();
      }}
    />
  );
}
