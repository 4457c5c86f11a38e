import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";

export type Way = Schemas["SecondWay"];

/** What a colleague who handles a contact with somebody is called; undefined until it is known. */
export function useNameAt(contact: string, person: string | null | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: ["targets", contact],
    queryFn: () => told(api.GET("/api/v1/desk/contacts/{contact}/targets", { params: { path: { contact } } })),
    staleTime: 60_000,
    enabled: !!person,
  });
  return data?.colleagues.find((it) => it.person === person)?.name;
}

/** Asking a colleague in the middle of a call, and what comes of it. */
export function useConsult(contact: string) {
  const cache = useQueryClient();
  const at = { params: { path: { contact } } };
  const again = () => cache.invalidateQueries({ queryKey: ["desk"] });
  return {
    ask: useMutation({
      mutationFn: (person: string) =>
        told(api.POST("/api/v1/desk/contacts/{contact}/consult", { ...at, body: { person } })),
      onError: again,
      meta: { tellsItself: true },
    }),
    join: useMutation({
      mutationFn: () => told(api.POST("/api/v1/desk/contacts/{contact}/consult/join", at)),
      onError: again,
    }),
    handOver: useMutation({
      mutationFn: () => told(api.POST("/api/v1/desk/contacts/{contact}/consult/hand-over", { ...at, body: {} })),
      onError: again,
    }),
    leave: useMutation({
      mutationFn: () => told(api.DELETE("/api/v1/desk/contacts/{contact}/consult", at)),
      onError: again,
    }),
  };
}

/** Being at somebody else's call as a supervisor. */
export function useSupervision(contact: string) {
  const cache = useQueryClient();
  const at = { params: { path: { id: contact } } };
  const again = () => cache.invalidateQueries({ queryKey: ["desk"] });
  return {
    begin: useMutation({
      mutationFn: (way: Way) => told(api.PUT("/api/v1/board/contacts/{id}/supervision", { ...at, body: { way } })),
      onSettled: again,
    }),
    stop: useMutation({
      mutationFn: () => told(api.DELETE("/api/v1/board/contacts/{id}/supervision", at)),
      onSettled: again,
    }),
    takeOver: useMutation({
      mutationFn: () => told(api.POST("/api/v1/board/contacts/{id}/supervision/take-over", at)),
      onSettled: again,
    }),
  };
}
