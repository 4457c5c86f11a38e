import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";

export type Side = Schemas["SideView"];
export type Message = Schemas["MessageView"];

/** The side conversations of a contact. Asked for again whenever there are more messages in it. */
export function sidesQuery(contact: string, messages: number) {
  return queryOptions({
    queryKey: ["sides", contact, messages],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}/sides", { params: { path: { contact } } })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Whoever is asked, by the name that he has given himself. */
export function partyOf(side: Side): string {
  return side.party.map((it) => it.name ?? it.address).join(", ");
}

/** Who is on the other end of one message of a side conversation. */
export function otherEnd({ mail }: Message): string | undefined {
  const other = mail?.isOutgoing ? mail.to[0] : mail?.from;
  return other?.name ?? other?.address;
}

/** The messages of the citizen's own conversation. */
export function withoutSides(messages: readonly Message[]): Message[] {
  return messages.filter((it) => !it.side);
}

/** A message as it is put into a question: whose it is, and its lines marked. */
export function quoted(who: string, at: string, text: string): string {
  const lines = text.trim().split("\n");
  return `${who}, ${at}:\n${lines.map((it) => (it === "" ? ">" : `> ${it}`)).join("\n")}`;
}

/** Where a question that has not been sent is kept. */
export function questionDraft(contact: string, side?: string): string {
  return side ? `side ${side}` : `ask ${contact}`;
}
