import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import type { FiguresSearch } from "./search";

export type Row = Schemas["FigureRow"];
export type Figures = Schemas["FiguresView"];
export type Choices = Schemas["FigureChoices"];
export type BehindContact = Schemas["FigureContact"];
export type Count = keyof Schemas["CountsView"];

/** How often today's figures are asked for while somebody looks at them. */
const live = 1_000;

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
    queryKey: ["figures", "rows", asked],
    queryFn: () => told(api.GET("/api/v1/figures", { params: { query: asked } })),
    refetchInterval: isLive ? live : false,
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
