import { readKept } from "../agent/kept";

/** Which devices were chosen on this computer; nothing: the browser's own choice. */
export const microphoneSetting = "isberg.phone.microphone";
export const speakerSetting = "isberg.phone.speaker";
export const bellSetting = "isberg.phone.bell";

/** The microphone as it was chosen; one that is gone is replaced by the browser. */
export function constraints(): MediaTrackConstraints {
  const chosen = readKept<string>(localStorage, microphoneSetting, "");
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(chosen ? { deviceId: { ideal: chosen } } : {}),
  };
}

/** Whether the browser lets a page choose where it sounds. */
export function canChooseSpeaker() {
  return "setSinkId" in HTMLMediaElement.prototype;
}

/** Where an element of sound is heard; one that is gone is replaced by the computer's own. */
export async function soundAt(element: HTMLAudioElement, device: string) {
  if (canChooseSpeaker()) await element.setSinkId(device).catch(() => undefined);
}

let voice: HTMLAudioElement | null = null;

/** Makes a connection's sound heard until what is returned is called. */
export function attach(connection: RTCPeerConnection): () => void {
  const element = document.createElement("audio");
  element.autoplay = true;
  element.hidden = true;
  document.body.append(element);
  voice = element;
  void soundAt(element, readKept<string>(localStorage, speakerSetting, ""));
  connection.addEventListener("track", (event) => {
    element.srcObject = event.streams[0] ?? new MediaStream([event.track]);
    void element.play().catch(() => undefined);
  });
  return () => {
    element.srcObject = null;
    element.remove();
    if (voice === element) voice = null;
  };
}

/** The call that goes on is heard there from now on. */
export function moveVoice(device: string) {
  if (voice) void soundAt(voice, device);
}

export type Devices = { microphones: MediaDeviceInfo[]; speakers: MediaDeviceInfo[] };

/** The computer's devices; their names are told only to pages that may use the microphone. */
export async function devices(): Promise<Devices> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const named = (kind: MediaDeviceKind) => all.filter((it) => it.kind === kind && it.deviceId && it.label);
  return { microphones: named("audioinput"), speakers: named("audiooutput") };
}

/** From 0 to 1, as the ear hears it: the loudness of a piece of sound. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const it of samples) sum += it * it;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-10);
  return Math.min(1, Math.max(0, (decibels + 60) / 55));
}

/** One's own voice comes back so much later. */
const echoDelay = 1;

/** Listens to the chosen microphone: tells how loud it is, and plays it back a second later when wished. */
export async function listen(heard: (level: number) => void): Promise<{ echo(isOn: boolean): void; stop(): void }> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: constraints() });
  const context = new AudioContext();
  const source = context.createMediaStreamSource(stream);
  const meter = context.createAnalyser();
  const delay = context.createDelay(echoDelay);
  const back = context.createMediaStreamDestination();
  const element = new Audio();
  delay.delayTime.value = echoDelay;
  meter.fftSize = 1_024;
  source.connect(meter);
  source.connect(delay).connect(back);
  element.srcObject = back.stream;
  await soundAt(element, readKept<string>(localStorage, speakerSetting, ""));
  const samples = new Float32Array(meter.fftSize);
  const timer = setInterval(() => {
    meter.getFloatTimeDomainData(samples);
    heard(levelOf(samples));
  }, 100);
  return {
    echo: (isOn) => (isOn ? void element.play().catch(() => undefined) : element.pause()),
    stop() {
      clearInterval(timer);
      element.pause();
      element.srcObject = null;
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}
