import type { Message } from "./api";
import { type Memory, randomKey } from "./memory";

/** A message of ours that is not yet known to have arrived. */
export interface Unsent {
  key: string;
  text: string;
  /** Its number, once the server has it; it goes when the message itself comes back. */
  number?: number;
  /** The code that tells why the server does not take it. */
  refused?: string;
  file?: File;
}

/** Keeps what is written until the server has it: in order, across reloads and restarts. Files live as long as the page. */
export class Outbox {
  private entries: Unsent[];

  constructor(private readonly memory: Memory) {
    this.entries = memory.read<Unsent[]>("unsent") ?? [];
  }

  get all(): readonly Unsent[] {
    return this.entries;
  }

  /** The next one to send. */
  get next(): Unsent | undefined {
    return this.entries.find((it) => it.number === undefined && it.refused === undefined);
  }

  add(text: string, file?: File): void {
    this.entries.push({ key: randomKey(), text, ...(file && { file }) });
    this.keep();
  }

  sent(key: string, number: number, lastKnown: number): void {
    const entry = this.entries.find((it) => it.key === key);
    if (entry) entry.number = number;
    this.drop((it) => it.number !== undefined && it.number <= lastKnown);
  }

  refused(key: string, why: string): void {
    const entry = this.entries.find((it) => it.key === key);
    if (entry) entry.refused = why;
    this.keep();
  }

  /** A message of ours may come back on the stream before the answer to our request does. */
  cameBack(message: Message): void {
    const waiting = this.next;
    const isThis = waiting && !waiting.file && waiting.text === message.text;
    this.drop((it) => it.number === message.number || (isThis === true && it === waiting));
  }

  remove(key: string): void {
    this.drop((it) => it.key === key);
  }

  clear(): void {
    this.drop(() => true);
  }

  private drop(which: (entry: Unsent) => boolean): void {
    this.entries = this.entries.filter((it) => !which(it));
    this.keep();
  }

  private keep(): void {
    const texts = this.entries
      .filter((it) => !it.file)
      .map(({ key, text, number, refused }) => ({ key, text, number, refused }));
    if (texts.length === 0) this.memory.forget("unsent");
    else this.memory.write("unsent", texts);
  }
}
