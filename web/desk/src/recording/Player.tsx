import { type PointerEvent, type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Span } from "./copies";
import styles from "./Recordings.module.css";
import { bars, type Listening, length } from "./recordings";

const most = 240;

/** What is a stretch, and what a click. */
const leastDrag = 5;

type PlayerProps = {
  name: string;
  source: string;
  listening: Listening;
  seconds: number;
  person: string;
  pauses: readonly Span[];
  bleeps: readonly Span[];
  /** The sound, for who wants to know where it is. */
  sound?: RefObject<HTMLAudioElement | null>;
  /** Stretches can be drawn. */
  onDraw?: (it: Span) => void;
};

/** The sound with a picture of it: the caller above, the staff below. The keys of the sound's own controls reach every place in it. */
export function Player({ name, source, listening, seconds, person, pauses, bleeps, sound, onDraw }: PlayerProps) {
  const { t } = useTranslation("recording");
  const own = useRef<HTMLAudioElement>(null);
  const audio = sound ?? own;
  const [at, setAt] = useState(0);
  const [drawn, setDrawn] = useState<Span | null>(null);
  const start = useRef<{ x: number; at: number } | null>(null);
  const go = (to: number) => {
    if (!audio.current) return;
    audio.current.currentTime = to;
    setAt(to);
  };
  const placeOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * seconds;
  };
  const isDrag = (event: PointerEvent<HTMLElement>) =>
    onDraw && start.current && Math.abs(event.clientX - start.current.x) >= leastDrag;
  return (
    <div className={styles.player}>
      <div
        className={onDraw ? `${styles.picture} ${styles.drawing}` : styles.picture}
        aria-hidden
        onPointerDown={(event) => {
          start.current = { x: event.clientX, at: placeOf(event) };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (isDrag(event) && start.current) setDrawn(inOrder(start.current.at, placeOf(event)));
        }}
        onPointerUp={(event) => {
          if (isDrag(event) && start.current) onDraw?.(inOrder(start.current.at, placeOf(event)));
          else go(placeOf(event));
          start.current = null;
          setDrawn(null);
        }}
        onPointerCancel={() => {
          start.current = null;
          setDrawn(null);
        }}
      >
        <Track points={listening.caller} className={styles.caller} />
        <Track points={listening.staff} className={styles.staff} />
        <Stretches spans={pauses} seconds={seconds} className={styles.pause} />
        <Stretches spans={drawn ? [...bleeps, drawn] : bleeps} seconds={seconds} className={styles.bleep} />
        <span className={styles.at} style={{ insetInlineStart: `${(100 * at) / Math.max(seconds, 0.1)}%` }} />
      </div>
      <p className={styles.legend}>
        <span className={styles.callerKey}>{t("caller")}</span>
        <span className={styles.staffKey}>{person}</span>
        <span className="quiet">{t("sides")}</span>
      </p>
      {/* biome-ignore lint/a11y/useMediaCaption: a recorded call has no captions */}
      <audio
        ref={audio}
        controls
        controlsList="nodownload"
        preload="metadata"
        src={source}
        aria-label={name}
        className={styles.sound}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
      />
      {pauses.length > 0 && (
        <ul className={styles.marks}>
          {pauses.map((it) => (
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

function inOrder(one: number, other: number): Span {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

type StretchesProps = { spans: readonly Span[]; seconds: number; className: string | undefined };

function Stretches({ spans, seconds, className }: StretchesProps) {
  return spans.map((it) => (
    <span
      key={`${it.from} ${it.to}`}
      className={className}
      style={{
        insetInlineStart: `${(100 * it.from) / seconds}%`,
        width: `${(100 * (it.to - it.from)) / seconds}%`,
      }}
    />
  ));
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
