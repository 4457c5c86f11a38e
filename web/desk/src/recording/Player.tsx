import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Recordings.module.css";
import { bars, type Listening, length, pauses, type Recording, soundOf } from "./recordings";

const most = 240;

/** The sound with a picture of it: the caller above, the staff below. The keys of the sound's own controls reach every place in it. */
export function Player({ recording, listening }: { recording: Recording; listening: Listening }) {
  const { t } = useTranslation("recording");
  const sound = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState(0);
  const seconds = Number(recording.seconds);
  const stood = pauses(recording);
  const go = (to: number) => {
    if (!sound.current) return;
    sound.current.currentTime = to;
    setAt(to);
  };
  return (
    <div className={styles.player}>
      <div
        className={styles.picture}
        aria-hidden
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          go(((event.clientX - box.left) / box.width) * seconds);
        }}
      >
        <Track points={listening.caller} className={styles.caller} />
        <Track points={listening.staff} className={styles.staff} />
        {stood.map((it) => (
          <span
            key={it.from}
            className={styles.pause}
            style={{
              insetInlineStart: `${(100 * it.from) / seconds}%`,
              width: `${(100 * (it.to - it.from)) / seconds}%`,
            }}
          />
        ))}
        <span className={styles.at} style={{ insetInlineStart: `${(100 * at) / Math.max(seconds, 0.1)}%` }} />
      </div>
      <p className={styles.legend}>
        <span className={styles.callerKey}>{t("caller")}</span>
        <span className={styles.staffKey}>{recording.personName}</span>
        <span className="quiet">{t("sides")}</span>
      </p>
      {/* biome-ignore lint/a11y/useMediaCaption: a recorded call has no captions */}
      <audio
        ref={sound}
        controls
        controlsList="nodownload"
        preload="metadata"
        src={soundOf(recording, listening)}
        aria-label={t("of", { person: recording.personName })}
        className={styles.sound}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
      />
      {stood.length > 0 && (
        <ul className={styles.marks}>
          {stood.map((it) => (
            <li key={it.from}>
              <button type="button" onClick={() => go(it.from)}>
                {t("paused", { from: length(it.from), to: length(it.to) })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Track({ points, className }: { points: readonly number[]; className: string | undefined }) {
  const all = bars(points.map(Number), most);
  return (
    <svg className={className} viewBox={`0 0 ${all.length} 2`} preserveAspectRatio="none" aria-hidden="true">
      {all.map((it, place) => {
        const high = Math.max(0.04, it);
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
        return <rect key={place} x={place + 0.15} y={1 - high} width={0.7} height={2 * high} />;
      })}
    </svg>
  );
}
