import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";

export type Part = Schemas["ThreadPart"];
export type Stretch = Schemas["ChannelStretch"];

/** A contact with those that it goes on from, and those that go on from it. Another channel is a reason to ask anew. */
export function threadQuery(contact: string, channel?: string) {
  return queryOptions({
    queryKey: ["thread", contact, channel],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}/thread", { params: { path: { contact } } })),
    staleTime: 0, // others may have gone on from it since
  });
}

/** The parts before the one that was asked for, and those after it. */
export function around(parts: readonly Part[]): { earlier: Part[]; later: Part[] } {
  const at = parts.findIndex((it) => it.isThis);
  return { earlier: parts.slice(0, at), later: parts.slice(at + 1) };
}

/** The channels that a contact went on in between two moments; the one that it came in is none of them. */
export function turns(channels: readonly Stretch[], after: string | undefined, until: string | undefined): Stretch[] {
  return channels.slice(1).filter((it) => {
    const from = Date.parse(it.from);
    return (!after || from > Date.parse(after)) && (!until || from <= Date.parse(until));
  });
}
