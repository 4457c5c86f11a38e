import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { percent } from "../figures/format";
import type { Question } from "../figures/queries";

export type LegSound = Schemas["CallSoundView"];
export type SoundRow = Schemas["SoundRow"];
export type SoundBy = "service" | "person" | "day";

export const soundQuery = (contact: string, isMoving: boolean) =>
  queryOptions({
    queryKey: ["sound", contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}/sound", { params: { path: { contact } } })),
    refetchInterval: isMoving ? 15_000 : false,
  });

export const soundFiguresQuery = ({ from, to, service, channel, person }: Question, by: SoundBy) => {
  const query = { from, to, service, channel, person, by };
  return queryOptions({
    queryKey: ["figures", "sound", query],
    queryFn: () => told(api.GET("/api/v1/figures/sound", { params: { query } })),
    staleTime: 60_000,
  });
};

/** A score with the decimals that mean something. */
export function score(value: number | null | undefined, language: string): string {
  if (value === null || value === undefined) return "–";
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    Math.floor(value * 10 + 1e-6) / 10, // 3.59 is poor, and is not to read as 3.6
  );
}

/** What is behind a leg's grade, each with the name of its text; what is not known is left out. */
export function behind(leg: LegSound, language: string): { name: string; value: string }[] {
  const whole = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value);
  const all: [string, number | null, (value: number) => string][] = [
    ["receivedLoss", leg.receivedLoss, (it) => percent(it, language)],
    ["sentLoss", leg.sentLoss, (it) => percent(it, language)],
    ["jitter", leg.jitterMilliseconds, whole],
    ["roundTrip", leg.roundTripMilliseconds, whole],
    ["score", leg.score, (it) => score(it, language)],
    ["worst", leg.worstScore, (it) => score(it, language)],
  ];
  return all.flatMap(([name, value, text]) => (value === null ? [] : [{ name, value: text(value) }]));
}
