import { notifications } from "@mantine/notifications";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { receive } from "../live/live";
import { texts } from "../texts/texts";

export type ParkedCall = Schemas["ParkedCall"];

/** The calls that are parked now, by place. The stream says when to ask anew. */
export const parkedQuery = queryOptions({
  queryKey: ["parked"],
  queryFn: () => told(api.GET("/api/v1/desk/parked")),
  staleTime: 10_000,
  refetchInterval: 60_000,
});

receive("parked", (cache) => void cache.invalidateQueries({ queryKey: ["parked"] }));

export function useParked(): ParkedCall[] {
  return useQuery(parkedQuery).data?.calls ?? [];
}

/** The one that has been parked longest. */
export function longestParked(calls: ParkedCall[]): ParkedCall | undefined {
  return [...calls].sort((a, b) => Date.parse(a.since) - Date.parse(b.since))[0];
}

export function usePark() {
  const cache = useQueryClient();
  const again = () => {
    void cache.invalidateQueries({ queryKey: ["parked"] });
    return cache.invalidateQueries({ queryKey: ["desk"] });
  };
  const at = (contact: string) => ({ params: { path: { contact } } });
  const park = useMutation({
    mutationFn: (contact: string) => told(api.POST("/api/v1/desk/contacts/{contact}/park", at(contact))),
    onSuccess: ({ place }) => {
      if (place)
        notifications.show({
          message: texts.t("switchboard:park.done", { place }),
          autoClose: 8_000,
          closeButtonProps: { "aria-label": texts.t("shell:close") },
        });
    },
    onSettled: again,
  });
  const pickUp = useMutation({
    mutationFn: (contact: string) => told(api.POST("/api/v1/desk/contacts/{contact}/pick-up", at(contact))),
    onSettled: again,
  });
  return { park, pickUp };
}
