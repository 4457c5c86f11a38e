import type { Schemas } from "../api/api";

type Event = Schemas["StoryEvent"];
type Message = Schemas["MessageView"];

export type Entry = { key: string; at: string } & (
  | { event: Event; message?: undefined }
  | { message: Message; event?: undefined }
);

/** Events and messages in one order; at the same moment, what happened goes before what was said. */
export function timeline(events: Event[], messages: Message[]): Entry[] {
  const all: Entry[] = [
    ...events.map((event, at): Entry => ({ key: `e${at}`, at: event.at, event })),
    ...messages.map((message): Entry => ({ key: `m${message.number}`, at: message.at, message })),
  ];
  return all
    .map((entry, at) => ({ entry, at, moment: Date.parse(entry.at) }))
    .sort((a, b) => a.moment - b.moment || a.at - b.at)
    .map((it) => it.entry);
}
