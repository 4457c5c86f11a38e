import type { Schemas } from "../api/api";
import type { Channel } from "../parts/channels";
import type { Service } from "../parts/setup";

export type ServiceDraft = Schemas["ServiceDraft"];
export type ChannelSetup = Schemas["ChannelSetup"];
export type ChannelRule = Schemas["ChannelRule"];
export type WeekSpan = Schemas["WeekSpan"];
export type Day = Schemas["DayOfWeek"];

/** Monday first, as the calendars hang on the wall. */
export const days: Day[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The channels that a service can have here, live ones first. */
export const knownChannels: Channel[] = [
  "Chat",
  "Form",
  "Voice",
  "VoiceMessage",
  "Email",
  "Sms",
  "Social",
  "App",
  "Letter",
  "Fax",
  "Task",
];

const live: Channel[] = ["Voice", "Chat"];

export function isLive(channel: Channel) {
  return live.includes(channel);
}

const office = { from: "08:00:00", until: "16:00:00" };

/** A channel as most services want it: office hours, and a promise that fits the channel. */
export function newChannel(channel: Channel): ChannelSetup {
  return {
    rule: {
      channel,
      target: isLive(channel) ? "00:02:00" : "08:00:00",
      targetRunsWhenOpenOnly: !isLive(channel),
      acceptsWhenClosed: !isLive(channel),
      offerTimeout: "00:00:20",
      wrapUpLimit: "00:02:00",
      atClosing: "FinishQueue",
      choice: "LongestIdle",
      order: "Due",
      steps: [],
      isInterruptible: !isLive(channel),
    },
    isAlwaysOpen: false,
    week: days.slice(0, 5).map((day) => ({ day, ...office })),
    calendars: [],
    exceptions: [],
  };
}

export function newService(commissioner: string): ServiceDraft {
  return {
    key: "",
    commissioner,
    name: {},
    description: {},
    script: {},
    channels: [newChannel("Chat"), newChannel("Form")],
    allowedOrigins: [],
    form: { introduction: {}, receipt: {}, fields: [] },
    isArchived: false,
  };
}

export function draftOf(it: Service): ServiceDraft {
  const { key, commissioner, name, description, script, channels, allowedOrigins, form, isArchived } = it;
  return { key, commissioner, name, description, script, channels, allowedOrigins, form, isArchived };
}

/** A key from a name: "Förskola & skola" becomes "forskola-skola". */
export function keyFrom(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
}

/** Minutes since midnight; 00:00 as an end is midnight at the end of the day. */
export function minutes(time: string | undefined, isEnd = false): number {
  const [hour = 0, minute = 0] = (time ?? "00:00").split(":").map(Number);
  const all = hour * 60 + minute;
  return isEnd && all === 0 ? 24 * 60 : all;
}

/** Whether a stretch ends later than it begins. */
export function isStretch(span: { from?: string; until?: string }): boolean {
  return minutes(span.from) < minutes(span.until, true);
}

/** Time as fields write it ("08:00") into time as the server does. */
export function timeOf(field: string): string {
  return field.length === 5 ? `${field}:00` : field;
}
