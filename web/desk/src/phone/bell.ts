import { readKept } from "../agent/kept";
import { bellSetting, soundAt } from "./sound";

const rate = 8_000;

/** Two seconds of a soft double tone, then two of silence. */
export function ringing(): Int16Array {
  const samples = new Int16Array(rate * 4);
  for (let at = 0; at < rate * 2; at++) {
    const seconds = at / rate;
    const swell = Math.min(1, seconds * 8, (2 - seconds) * 8) * (0.65 + 0.35 * Math.sin(2 * Math.PI * 9 * seconds));
    const tones = Math.sin(2 * Math.PI * 523.25 * seconds) + Math.sin(2 * Math.PI * 659.25 * seconds);
    samples[at] = Math.round(6_000 * swell * tones);
  }
  return samples;
}

/** A sound as a file that browsers play (WAV, one channel, 16 bits). */
export function wav(samples: Int16Array): Blob {
  const head = new DataView(new ArrayBuffer(44));
  const words: [number, string][] = [
    [0, "RIFF"],
    [8, "WAVEfmt "],
    [36, "data"],
  ];
  for (const [from, word] of words)
    for (const [at, letter] of [...word].entries()) head.setUint8(from + at, letter.charCodeAt(0));
  const size = samples.length * 2;
  head.setUint32(4, 36 + size, true);
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, rate * 2, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  head.setUint32(40, size, true);
  return new Blob([head.buffer, samples.buffer as ArrayBuffer], { type: "audio/wav" });
}

let bell: HTMLAudioElement | null = null;

/** Rings at the chosen device until what is returned is called. */
export function ring(): () => void {
  bell ??= new Audio(URL.createObjectURL(wav(ringing())));
  const element = bell;
  element.loop = true;
  element.currentTime = 0;
  void soundAt(element, readKept<string>(localStorage, bellSetting, "")).then(() =>
    element.play().catch(() => undefined),
  );
  let isOver = false;
  element.onplay = () => isOver && element.pause();
  return () => {
    isOver = true;
    element.pause();
  };
}
