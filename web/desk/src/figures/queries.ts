import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { receive } from "../live/live";
import type { FiguresSearch } from "./search";

export type Row = Schemas["FigureRow"];
export type Figures = Schemas["FiguresView"];
export type Choices = Schemas["FigureChoices"];
export type BehindContact = Schemas["FigureContact"];
export type RecordingRow = Schemas["RecordingFigureRow"];
export type Count = keyof Schemas["CountsView"];

/** The stream says when today's figures have changed; besides that, time alone makes waits longer. */
const byTimeAlone = 30_000;

const liveKey = ["figures", "live"];

/** Asks for today's figures anew; when they are on their way already, once more after that. */
function askAnew(cache: QueryClient) {
  if (cache.isFetching({ queryKey: liveKey }) === 0) void cache.invalidateQueries({ queryKey: liveKey });
  else setTimeout(() => askAnew(cache), 500);
}

receive<Schemas["FiguresNews"]>("figures", askAnew);

/** What a question to the figures says; the same for the figures and for the contacts behind them. */
export type Question = {
  from: string;
  to: string;
  by?: string;
  service?: string[];
  channel?: Schemas["Channel"][];
  person?: string[];
  reason?: string[];
  weekday?: number;
  hour?: number;
  variant?: string;
  t?: number;
  s?: number;
};

export function question(search: FiguresSearch, period: { from: string; to: string }): Question {
  return {
    ...period,
    service: search.service.length > 0 ? search.service : undefined,
    channel: search.channel.length > 0 ? search.channel : undefined,
    person: search.person.length > 0 ? search.person : undefined,
    variant: search.variant,
    t: search.t,
    s: search.s,
  };
}

export const choicesQuery = queryOptions({
  queryKey: ["figures", "choices"],
  queryFn: () => told(api.GET("/api/v1/figures/choices")),
  staleTime: 5 * 60_000,
});

export const figuresQuery = (asked: Question, isLive: boolean) =>
  queryOptions({
    queryKey: [...(isLive ? liveKey : ["figures", "past"]), asked],
    queryFn: () => told(api.GET("/api/v1/figures", { params: { query: asked } })),
    refetchInterval: isLive ? byTimeAlone : false,
    staleTime: isLive ? 0 : 60_000,
    placeholderData: keepPreviousData,
  });

export const recordingFiguresQuery = (asked: Question, isLive: boolean) =>
  queryOptions({
    queryKey: ["figures", "recordings", asked],
    queryFn: () => told(api.GET("/api/v1/figures/recordings", { params: { query: asked } })),
    refetchInterval: isLive ? byTimeAlone : false,
    staleTime: isLive ? 0 : 60_000,
    placeholderData: keepPreviousData,
  });

export function contactsBehind(asked: Question, count: Count, after: string | null) {
  return told(
    api.GET("/api/v1/figures/contacts", {
      params: { query: { ...asked, count, after: after ?? undefined, limit: 50 } },
    }),
  );
}

/** Where the file for the spreadsheet is; the browser fetches it by itself. */
export function csvAddress(asked: Question, language: string): string {
  const query = new URLSearchParams({ language });
  for (const [name, value] of Object.entries(asked))
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value])
      query.append(name, String(one));
  return `/api/v1/figures.csv?${query}`;
}
