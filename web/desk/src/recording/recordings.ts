import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";

export type Recording = Schemas["RecordingView"];
export type Listening = Schemas["ListeningView"];

export const recordingsQuery = (contact: string) =>
  queryOptions({
    queryKey: ["recordings", contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}/recordings", { params: { path: { contact } } })),
    refetchInterval: (it) => (it.state.data?.some((one) => one.state === "Running") ? 5_000 : false),
  });

export const shortestReason = 10;

export function soundOf(recording: Recording, listening: Listening): string {
  return `/api/v1/recordings/${recording.id}/sound?listening=${listening.listening}`;
}

/** Seconds as people read them: 1:05, or 1:02:03. */
export function length(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((it, at) => (at === 0 ? `${it}` : `${it}`.padStart(2, "0"))).join(":");
}

/** The stretches during which the agent had it stand still; one that was never ended goes to the end. */
export function pauses(recording: Pick<Recording, "marks" | "seconds">): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from: number | null = null;
  for (const it of recording.marks) {
    if (it.kind === "Paused") from ??= Number(it.seconds);
    else if (from !== null) {
      found.push({ from, to: Number(it.seconds) });
      from = null;
    }
  }
  if (from !== null) found.push({ from, to: Number(recording.seconds) });
  return found;
}

/** So many bars, each as high as the loudest of what it stands for, from 0 to 1. */
export function bars(points: readonly number[], count: number): number[] {
  if (points.length === 0) return [];
  const wanted = Math.min(count, points.length);
  return Array.from({ length: wanted }, (_, at) => {
    const from = Math.floor((at * points.length) / wanted);
    const to = Math.max(from + 1, Math.floor(((at + 1) * points.length) / wanted));
    return Math.max(...points.slice(from, to)) / 255;
  });
}
