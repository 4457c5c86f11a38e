import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type DeskContact, useSetup } from "../agent/desk";
import { api, told } from "../api/api";
import { best } from "../texts/best";

/** Where the first mail of a conversation goes, and what it is about: the citizen's own address, and his matter or the service. */
export function useFirstMail({ contact, card }: DeskContact): { to: string[]; subject: string } {
  const { i18n } = useTranslation("email");
  const service = useSetup()?.services.find((it) => it.service === card.service);
  const { data: story } = useQuery({
    queryKey: ["story", contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}", { params: { path: { contact } } })),
  });
  const address = story?.customer?.email ?? story?.given?.email;
  return {
    to: address ? [address] : [],
    subject: story?.given?.matter ?? best(service?.name, card.language ?? i18n.language),
  };
}

/** Whether a link to the chat may go with a mail: where the service has a chat, and the citizen is not in it. */
export function useMayInvite({ card }: DeskContact): boolean {
  const service = useSetup()?.services.find((it) => it.service === card.service);
  return card.channel !== "Chat" && service?.channels.includes("Chat") === true;
}
