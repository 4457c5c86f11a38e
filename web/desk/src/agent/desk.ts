import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { receive } from "../live/live";
import { meet } from "./clock";
import { heardTyping } from "./typing";

export type DeskView = Schemas["DeskView"];
export type DeskContact = Schemas["DeskContact"];
export type DeskOffer = Schemas["DeskOffer"];
export type DeskCard = Schemas["DeskCard"];
export type Message = Schemas["MessageView"];
export type Setup = Schemas["DeskSetup"];

/** One's own desk. Fed by the live stream; asked for at the start and after a lost connection. */
export const deskQuery = queryOptions({
  queryKey: ["desk"],
  queryFn: async ({ client }): Promise<DeskView> => {
    const view = await told(api.GET("/api/v1/desk"));
    return newest(client.getQueryData<DeskView>(["desk"]), view);
  },
  staleTime: 60_000,
});

/** Services with their scripts and reasons, and reasons for not being ready. */
export const setupQuery = queryOptions({
  queryKey: ["desk-setup"],
  queryFn: () => told(api.GET("/api/v1/desk/setup")),
  staleTime: 10 * 60_000,
});

/** One's own figures of today, as the statistics count them. */
export const todayQuery = queryOptions({
  queryKey: ["desk-today"],
  queryFn: () => told(api.GET("/api/v1/figures/own")),
  staleTime: 30_000,
  refetchInterval: 120_000,
});

export function messagesQuery(contact: string) {
  return queryOptions({
    queryKey: ["messages", contact],
    queryFn: async ({ client }): Promise<Message[]> => {
      const came = await told(api.GET("/api/v1/contacts/{contact}/messages", { params: { path: { contact } } }));
      return withLater(came, client.getQueryData<Message[]>(["messages", contact]));
    },
    staleTime: 60_000,
  });
}

export function useDesk() {
  return useQuery(deskQuery).data;
}

export function useSetup() {
  return useQuery(setupQuery).data;
}

/** An answer that was long on its way may be older than what the stream has told meanwhile: desks, and messages since. */
export function newest(known: DeskView | undefined, came: DeskView): DeskView {
  meet(came.now);
  if (!known) return came;
  if (known.now > came.now) return known;
  return { ...came, contacts: came.contacts.map((it) => heard(known.contacts, it)) };
}

/** A contact with the messages that were told of it after its desk was looked at. */
function heard(known: DeskContact[], came: DeskContact): DeskContact {
  const before = known.find((it) => it.contact === came.contact);
  if (!before || before.lastMessage <= came.lastMessage) return came;
  const { matter, awaitsAnswerSince } = before.card;
  return { ...came, lastMessage: before.lastMessage, card: { ...came.card, matter, awaitsAnswerSince } };
}

/** The messages that were asked for, and those that the stream told while the answer was on its way. */
export function withLater(came: Message[], known: Message[] = []): Message[] {
  const last = came.at(-1)?.number ?? 0;
  return [...came, ...known.filter((it) => it.number > last)];
}

/** The messages with one more; undefined when something between is missing and all must be read again. */
export function withMessage(known: Message[], message: Message): Message[] | undefined {
  const last = known.at(-1)?.number ?? 0;
  if (message.number <= last) return known.map((it) => (it.number === message.number ? message : it));
  return message.number === last + 1 ? [...known, message] : undefined;
}

/** The desk after a message: how many there are, and who waits for an answer. A known one tells again what became of its mail. */
export function afterMessage(desk: DeskView, contact: string, message: Message): DeskView {
  const card = (it: DeskCard): DeskCard => ({
    ...it,
    matter: it.matter ?? (message.author === "Citizen" ? message.text : null),
    awaitsAnswerSince:
      message.author === "Citizen" || (message.author === "Party" && !message.person)
        ? (it.awaitsAnswerSince ?? message.at)
        : message.author === "Staff"
          ? null
          : it.awaitsAnswerSince,
  });
  return {
    ...desk,
    offer: desk.offer?.contact === contact ? { ...desk.offer, card: card(desk.offer.card) } : desk.offer,
    contacts: desk.contacts.map((it) =>
      it.contact === contact && message.number > it.lastMessage
        ? { ...it, lastMessage: message.number, card: card(it.card) }
        : it,
    ),
  };
}

/** The figures follow what happened by a moment. */
export function askForToday(cache: QueryClient) {
  setTimeout(() => void cache.invalidateQueries({ queryKey: ["desk-today"] }), 1_000);
}

function takeDesk(cache: QueryClient, view: DeskView) {
  const before = cache.getQueryData<DeskView>(["desk"]);
  cache.setQueryData(["desk"], newest(before, view));
  if (before && before.contacts.length !== view.contacts.length) askForToday(cache);
}

function takeMessage(cache: QueryClient, { contact, message }: Schemas["DeskMessage"]) {
  cache.setQueryData<DeskView>(["desk"], (desk) => desk && afterMessage(desk, contact, message));
  const known = cache.getQueryData<Message[]>(["messages", contact]);
  const next = known && withMessage(known, message);
  if (next) cache.setQueryData(["messages", contact], next);
  else if (known) void cache.invalidateQueries({ queryKey: ["messages", contact] });
  if (message.author === "Citizen") heardTyping(contact, false);
  if (message.author === "Automatic") void cache.invalidateQueries({ queryKey: ["story", contact] }); // he may have said where he is
}

receive<DeskView>("desk", takeDesk);
receive<Schemas["DeskMessage"]>("message", takeMessage);
receive<Schemas["DeskTyping"]>("typing", (_cache, { contact }) => heardTyping(contact, true));
receive("settings", (cache) => void cache.invalidateQueries({ predicate: (it) => it.queryKey[0] !== "desk" }));
