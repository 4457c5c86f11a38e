import { useEffect } from "react";

/** Whether offers may be heard, and shown outside of the page, on this computer. */
export const soundSetting = "isberg.sound";
export const noticeSetting = "isberg.notice";

/** An unanswered offer rings so often. */
const every = 2_600;

let audio: AudioContext | null = null;

/** Browsers let a page sound only after somebody has touched it. */
export function prepareSound() {
  const wake = () => {
    audio ??= new AudioContext();
    void audio.resume();
  };
  window.addEventListener("pointerdown", wake);
  window.addEventListener("keydown", wake);
  return () => {
    window.removeEventListener("pointerdown", wake);
    window.removeEventListener("keydown", wake);
  };
}

/** Two soft tones, the second higher. */
function chime() {
  if (audio?.state !== "running") return;
  const begin = audio.currentTime;
  [587.3, 880].forEach((pitch, at) => {
    const tone = audio!.createOscillator();
    const loudness = audio!.createGain();
    const from = begin + at * 0.17;
    tone.frequency.value = pitch;
    tone.type = "sine";
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.22, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + 0.55);
    tone.connect(loudness).connect(audio!.destination);
    tone.start(from);
    tone.stop(from + 0.6);
  });
}

/** Rings while there is an offer, in one of the open tabs only; blinks in the title of each; tells outside of the page when wished. */
export function useAlarm(offer: string | null, title: string, text: string, hasSound: boolean, hasNotice: boolean) {
  useEffect(() => {
    if (!offer || !hasSound) return;
    const stop = new AbortController();
    const ring = async () => {
      chime();
      const timer = setInterval(chime, every);
      await new Promise((done) => stop.signal.addEventListener("abort", done));
      clearInterval(timer);
    };
    if (navigator.locks)
      void navigator.locks.request("isberg-ring", { signal: stop.signal }, ring).catch(() => undefined);
    else void ring();
    return () => stop.abort();
  }, [offer, hasSound]);

  useEffect(() => {
    if (!offer) return;
    const was = document.title;
    const shown = `● ${title}`;
    document.title = shown;
    const timer = setInterval(() => {
      document.title = document.title === shown ? was : shown;
    }, 1_000);
    return () => {
      clearInterval(timer);
      document.title = was;
    };
  }, [offer, title]);

  useEffect(() => {
    if (
      !offer ||
      !hasNotice ||
      !("Notification" in window) ||
      Notification.permission !== "granted" ||
      document.hasFocus()
    )
      return;
    const notice = new Notification(title, { body: text, tag: offer, requireInteraction: true });
    notice.onclick = () => window.focus();
    return () => notice.close();
  }, [offer, title, text, hasNotice]);
}
