import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import type { Standing } from "./softphone";

export type Own = Schemas["OwnTelephoneView"];

/** A telephone of one's own, at which calls ring instead of in the browser. */
const ownQuery = queryOptions({
  queryKey: ["own-telephone"],
  queryFn: () => told(api.GET("/api/v1/phone/own")),
  staleTime: 60_000,
});

export function useOwn(): Own | undefined {
  return useQuery(ownQuery).data;
}

/** How the phone stands whose calls ring at one's own telephone. Null: they do not. */
export function ownStandingOf(own: Own | undefined, state: string | undefined): OwnStanding | null {
  if (!own?.isOn) return null;
  return state === "Ringing" ? "ownRinging" : state === "InCall" ? "ownTalking" : "own";
}

export type OwnStanding = "own" | "ownRinging" | "ownTalking";
export type AnyStanding = Standing | OwnStanding;

export function isOwn(standing: AnyStanding): standing is OwnStanding {
  return standing === "own" || standing === "ownRinging" || standing === "ownTalking";
}

/** What one does with it. Each answers how it stands then. */
export function useOwnChanges() {
  const cache = useQueryClient();
  const shown = {
    onSuccess: (own: Own) => cache.setQueryData(ownQuery.queryKey, own),
    onError: () => cache.invalidateQueries({ queryKey: ownQuery.queryKey }),
    meta: { tellsItself: true },
  };
  return {
    ask: useMutation({
      mutationFn: (number: string) => told(api.PUT("/api/v1/phone/own", { body: { number } })),
      ...shown,
    }),
    confirm: useMutation({
      mutationFn: (code: string) => told(api.POST("/api/v1/phone/own/code", { body: { code } })),
      ...shown,
    }),
    use: useMutation({
      mutationFn: (isOn: boolean) => told(api.PUT("/api/v1/phone/own/use", { body: { isOn } })),
      ...shown,
    }),
    forget: useMutation({ mutationFn: () => told(api.DELETE("/api/v1/phone/own")), ...shown }),
  };
}
