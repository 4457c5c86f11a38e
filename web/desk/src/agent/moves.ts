import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, told } from "../api/api";
import { askForToday, type DeskView } from "./desk";

/** Everything that a person can do at his desk. Each shows its own refusals; the stream shows what came of it. */
export function useMoves() {
  const cache = useQueryClient();
  const change = (to: (desk: DeskView) => DeskView) => cache.setQueryData<DeskView>(["desk"], (it) => it && to(it));
  const at = (contact: string) => ({ params: { path: { contact } } });
  const again = () => cache.invalidateQueries({ queryKey: ["desk"] });

  const presence = useMutation({
    mutationFn: (body: { presence: DeskView["presence"]; reason?: string | null }) =>
      told(api.POST("/api/v1/desk/presence", { body })),
    onError: again,
  });
  const accept = useMutation({
    mutationFn: ({ contact, offer }: { contact: string; offer: number }) =>
      told(api.POST("/api/v1/desk/offers/{contact}/accept", { ...at(contact), body: { offer } })),
    onSettled: again,
  });
  const decline = useMutation({
    mutationFn: ({ contact, offer }: { contact: string; offer: number }) =>
      told(api.POST("/api/v1/desk/offers/{contact}/decline", { ...at(contact), body: { offer } })),
    onSuccess: () => change((desk) => ({ ...desk, offer: null })),
    onError: again,
  });
  const hold = useMutation({
    mutationFn: ({ contact, isHeld }: { contact: string; isHeld: boolean }) =>
      told(
        isHeld
          ? api.POST("/api/v1/desk/contacts/{contact}/hold", at(contact))
          : api.POST("/api/v1/desk/contacts/{contact}/resume", at(contact)),
      ),
    onError: again,
  });
  const end = useMutation({
    mutationFn: (contact: string) => told(api.POST("/api/v1/desk/contacts/{contact}/end", at(contact))),
    onError: again,
  });
  const wrapUp = useMutation({
    mutationFn: ({ contact, reasons, note }: { contact: string; reasons: string[]; note: string }) =>
      told(
        api.POST("/api/v1/desk/contacts/{contact}/wrap-up", {
          ...at(contact),
          body: { reasons, note: note.trim() || null },
        }),
      ),
    onSuccess: () => askForToday(cache),
    onError: again,
  });
  const transfer = useMutation({
    mutationFn: ({ contact, ...body }: { contact: string } & TransferBody) =>
      told(api.POST("/api/v1/desk/contacts/{contact}/transfer", { ...at(contact), body })),
    onError: again,
    meta: { tellsItself: true },
  });
  return { presence, accept, decline, hold, end, wrapUp, transfer };
}

export type TransferBody = {
  service: string | null;
  person: string | null;
  isWrongPlace: boolean;
  note: string | null;
};
