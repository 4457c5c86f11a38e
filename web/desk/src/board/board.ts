import { queryOptions } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Schemas, told } from "../api/api";
import { receive } from "../live/live";

export type Board = Schemas["BoardView"];
export type BoardService = Schemas["BoardService"];
export type BoardChannel = Schemas["BoardChannel"];
export type BoardContact = Schemas["BoardContact"];
export type BoardPerson = Schemas["BoardPerson"];
export type MailboxAlarm = Schemas["MailboxAlarm"];
export type IntakeAlarm = Schemas["IntakeAlarm"];

/** How far the server's clock is ahead of this computer's, in milliseconds. */
let ahead = 0;

function met(board: Board): Board {
  ahead = Date.parse(board.at) - Date.now();
  return board;
}

/** The whole board. The live stream feeds it; it is asked for now and then as well, for the figures of the day. */
export const boardQuery = queryOptions({
  queryKey: ["board"],
  queryFn: async () => met(await told(api.GET("/api/v1/board"))),
  refetchInterval: 5_000,
  staleTime: 1_000,
});

/** The mailboxes that nobody can read; asked for by itself, because the floor knows nothing of mail servers. */
export const mailboxAlarmsQuery = queryOptions({
  queryKey: ["mailbox-alarms"],
  queryFn: () => told(api.GET("/api/v1/mailboxes/alarms")),
  refetchInterval: 30_000,
});

/** The intakes through which no letter comes. */
export const intakeAlarmsQuery = queryOptions({
  queryKey: ["intake-alarms"],
  queryFn: () => told(api.GET("/api/v1/intakes/alarms")),
  refetchInterval: 30_000,
});

receive<Board>("board", (cache, board) => cache.setQueryData(["board"], met(board)));

/** The server's time, renewed each second. */
export function useNow(): number {
  const [time, setTime] = useState(() => Date.now() + ahead);
  useEffect(() => {
    const timer = setInterval(() => setTime(Date.now() + ahead), 1_000);
    return () => clearInterval(timer);
  }, []);
  return time;
}

export type Row = { service: BoardService; channel: BoardChannel; isFirst: boolean };

/** A closed channel where nothing is going on: nobody needs to see it. */
export function isAtRest(service: BoardService, channel: BoardChannel): boolean {
  if (channel.channel === "Voice" && service.callbacks > 0) return false;
  return !channel.isOpen && channel.waiting === 0 && channel.handling === 0 && channel.manual === null;
}

/** One row a channel; the service's name stands on its first. Channels at rest are left out unless they are asked for. */
export function rows(
  services: BoardService[],
  search: string,
  withResting: boolean,
  nameOf: (it: BoardService) => string,
): Row[] {
  const wanted = search.trim().toLocaleLowerCase();
  return services
    .filter((it) => nameOf(it).toLocaleLowerCase().includes(wanted))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
    .flatMap((service) =>
      service.channels
        .filter((it) => withResting || !isAtRest(service, it))
        .map((channel, at) => ({ service, channel, isFirst: at === 0 })),
    );
}

export type PersonGroup = "busy" | "ready" | "notAnswering" | "notReady" | "signedOut";

/** Whether a person can take more, does something, or is away. */
export function groupOf(person: BoardPerson): PersonGroup {
  if (person.presence === "SignedOut") return "signedOut";
  if (person.doing.length > 0) return "busy";
  if (person.presence === "NotAnswering") return "notAnswering";
  return person.presence === "Ready" ? "ready" : "notReady";
}

export const personGroups: PersonGroup[] = ["notAnswering", "busy", "ready", "notReady", "signedOut"];
