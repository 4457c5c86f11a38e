import type { Schemas } from "../api/api";

export type Mail = Schemas["MailView"];
export type Message = Schemas["MessageView"];
export type Address = Schemas["MailAddress"];

/** The last moment at which a mail that was just written can be taken back is this near. */
const soon = 60_000;

const answers = /^\s*(re|sv|vs|aw|antw)\s*(\[\d+\]|\(\d+\))?\s*:\s*/i;
const answersAndForwards = /^\s*(re|sv|vs|aw|antw|fw|fwd|vb|vl)\s*(\[\d+\]|\(\d+\))?\s*:\s*/i;
const reference = /\s*\[[A-Z0-9]{4}-[A-Z0-9]{4}\]\s*$/i;

/** A subject without what programs put before and after it. */
export function plainSubject(subject: string | null | undefined): string {
  let plain = (subject ?? "").trim();
  while (answersAndForwards.test(plain)) plain = plain.replace(answersAndForwards, "");
  return plain.replace(reference, "").trim();
}

/** An answer keeps the subject of the conversation. */
export function answerSubject(messages: readonly Message[]): string {
  const last =
    answered(messages)?.subject || (messages.findLast((it) => !it.side && it.mail?.subject)?.mail?.subject ?? "");
  return !last || answers.test(last) ? last : `Re: ${last}`;
}

/** Whether a mail is about something else than the mail before it. */
export function hasOtherSubject(mail: Mail, before: Mail | undefined): boolean {
  const own = plainSubject(mail.subject);
  return own !== "" && own.toLowerCase() !== plainSubject(before?.subject).toLowerCase();
}

/** The mail that stood last in the conversation before a message. */
export function mailBefore(messages: readonly Message[], message: Message): Mail | undefined {
  return (
    messages.findLast((it) => it.number < message.number && it.side === message.side && it.mail)?.mail ?? undefined
  );
}

/** The mail that an answer answers: the newest from a person, else the newest that came. */
export function answered(messages: readonly Message[]): Mail | undefined {
  const came = messages.flatMap((it) => (it.mail && !it.mail.isOutgoing && !it.side ? [it.mail] : []));
  return came.findLast((it) => !it.automatic) ?? came.at(-1);
}

/** Where the answer goes: where the sender wants it, else where the mail came from. */
export function answerTo(messages: readonly Message[]): Address[] {
  const mail = answered(messages);
  if (mail) return mail.replyTo.length > 0 ? mail.replyTo : mail.from ? [mail.from] : [];
  return messages.findLast((it) => it.mail?.isOutgoing && !it.side)?.mail?.to ?? [];
}

/** To whom an answer to everybody goes: to where the answer goes, and copies to the others but us; undefined when there are no others. */
export function answerAll(messages: readonly Message[], own: readonly string[]) {
  const mail = answered(messages);
  const to = answerTo(messages).map((it) => it.address);
  const named = [...to, ...own].map(plainAddress);
  const cc = [...(mail?.to ?? []), ...(mail?.cc ?? [])]
    .map((it) => it.address)
    .filter((it, at, all) => !named.includes(plainAddress(it)) && all.indexOf(it) === at);
  return cc.length > 0 ? { to, cc } : undefined;
}

/** Without what is added behind a plus: mails to it reach the same mailbox. */
function plainAddress(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, "@");
}

/** The domain that the answer goes to, when it is not the sender's own. */
export function otherDomain(messages: readonly Message[], to: readonly string[]) {
  const mail = answered(messages);
  if (!mail?.from) return undefined;
  const [sender, asked] = [domainOf(mail.from.address), mail.replyTo.map((it) => it.address.toLowerCase())];
  const other = to.find((it) => asked.includes(it.toLowerCase()) && domainOf(it) !== sender);
  return other && { sender, other: domainOf(other) };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** Near enough to see a slip of the hand; the server has the last word. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/.test(text);
}

/** The addresses in what was typed or pasted, such as `Anna <anna@example.org>, boris@example.org`; what is none stays to be mended. */
export function addressesIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => {
    const named: string[] = [];
    const rest = text.replace(/(?:"[^"]*"\s*|[^<>,;"]*)<([^<>\s]+@[^<>\s]+)>/g, (_, address: string) => {
      named.push(address);
      return ",";
    });
    return [...named, ...rest.split(/[,;\n]/).flatMap(apart)];
  });
  return found.filter((it, at) => it !== "" && found.findIndex((one) => one.toLowerCase() === it.toLowerCase()) === at);
}

/** Addresses may stand with nothing but blanks between them; other words stay together. */
function apart(text: string): string[] {
  const words = text.trim().split(/\s+/);
  return words.every(isAddress) ? words : [text.trim()];
}

/** Where an outgoing mail stands, as its writer needs to know it. */
export type Standing =
  | { state: "undo"; seconds: number }
  | { state: "scheduled"; at: string }
  | { state: "again"; at: string }
  | { state: "sending" | "sent" | "delivered" | "bounced" | "failed" | "withdrawn" };

export function standing(mail: Pick<Mail, "state" | "sendsAt" | "attempts">, writtenAt: string, now: number): Standing {
  if (mail.state !== "Queued") return { state: (ends as Record<string, Ended>)[mail.state] ?? "sending" };
  const left = mail.sendsAt ? Date.parse(mail.sendsAt) - now : 0;
  if (mail.attempts > 0) return mail.sendsAt && left > 0 ? { state: "again", at: mail.sendsAt } : { state: "sending" };
  if (left <= 0) return { state: "sending" };
  if (mail.sendsAt && Date.parse(mail.sendsAt) - Date.parse(writtenAt) > soon)
    return { state: "scheduled", at: mail.sendsAt };
  return { state: "undo", seconds: Math.max(1, Math.round(left / 1_000)) };
}

type Ended = "sending" | "sent" | "delivered" | "bounced" | "failed" | "withdrawn";

const ends = {
  Sending: "sending",
  Sent: "sent",
  Delivered: "delivered",
  Bounced: "bounced",
  Failed: "failed",
  Withdrawn: "withdrawn",
} as const;

/** When a mail of ours came to where it stands; undefined while it is on its way. */
export function cameAt({ state, sentAt, endedAt }: Pick<Mail, "state" | "sentAt" | "endedAt">): string | undefined {
  return (state === "Sent" ? sentAt : endedAt) ?? undefined;
}

/** What can be said of the sender by what the receiving server found out; undefined: nothing that is trusted. */
export function trust(verdict: Mail["verdict"]): "checked" | "unchecked" | "forged" | undefined {
  if (!verdict) return undefined;
  if (verdict.dmarc === "fail") return "forged";
  return verdict.dmarc === "pass" ? "checked" : "unchecked";
}

/** The first message that the citizen, or a colleague to him, has written since so many were seen. */
export function writtenSince(messages: readonly Message[], seen: number, me: string | null): Message | undefined {
  const isNews = (it: Message) => it.author === "Citizen" || (it.author === "Staff" && it.person !== me);
  return messages.find((it) => it.number > seen && isNews(it));
}

/** The next morning, and the first of the next week when that is another. */
export function laterChoices(now: Date): { tomorrow: Date; monday?: Date } {
  const at = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 8);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return { tomorrow: at(1), ...(toMonday > 1 && { monday: at(toMonday) }) };
}

/** A text with at most one empty line between others: programs that turn pages into text leave many. */
export function calm(text: string): string {
  return text.replace(/\n(?:[^\S\n]*\n){2,}/g, "\n\n");
}

/** Longer texts are folded, so that the next mail is in reach. */
export const longText = { lines: 40, characters: 3_000 };

export function isLong(text: string): boolean {
  return text.length > longText.characters || text.split("\n", longText.lines + 1).length > longText.lines;
}
