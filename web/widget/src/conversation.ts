import { type Api, type ConversationView, type Invited, type Left, type Message, type Pass, Refused } from "./api";
import { type Memory, randomKey } from "./memory";
import { Outbox } from "./outbox";

/** What somebody fills in before a conversation begins. Kept until the server has it. */
export interface Beginning {
  key: string;
  name?: string | undefined;
  email?: string | undefined;
  message: string;
  /** The address of the page it is begun on, without what stands after it. */
  page?: string;
}

export type Line = "connecting" | "connected" | "broken";

const firstPause = 500;
const longestPause = 15_000;
/** The server gives a sign of life every 15 s; a line that is silent for longer than this is dead. */
const longestSilence = 40_000;
const sendAgainAfter = 2_000;
const typingLasts = 6_000;
const typingEvery = 3_000;

/** One conversation as the page holds it: connects, reconnects, sends what is unsent, and tells when anything changes. */
export class Conversation {
  readonly outbox: Outbox;
  view: ConversationView | null = null;
  messages: Message[] = [];
  line: Line = "connecting";
  isStaffTyping = false;
  /** Why it could not begin, and what was filled in. */
  refused: { code: string; filled: Partial<Beginning> } | null = null;
  left: Left | null;
  /** What a link invites to, before it is taken. */
  invited: Invited | null = null;
  /** A link has been opened that opens nothing any longer. */
  isUninvited = false;

  private pass: Pass | null;
  private beginning: Beginning | null;
  private stop = new AbortController();
  private isRunning = false;
  private isSending = false;
  private wake: (() => void) | null = null;
  private typingTimer = 0;
  private typedAt = 0;

  constructor(
    private readonly api: Api,
    private readonly service: string,
    private readonly memory: Memory,
    private readonly changed: () => void,
  ) {
    this.outbox = new Outbox(memory);
    this.pass = memory.read<Pass>("pass");
    this.beginning = memory.read<Beginning>("beginning");
    this.left = memory.read<Left>("left");
    window.addEventListener("online", () => this.wake?.());
    memory.onChangeElsewhere((name) => {
      if (name === "pass") this.adopt();
    });
  }

  /** There is a conversation, or one that is about to begin. */
  get exists(): boolean {
    return this.pass !== null || this.beginning !== null;
  }

  get isOver(): boolean {
    return this.view?.state === "Ended" || this.view?.state === "Left" || this.view?.state === "Closed";
  }

  get lastNumber(): number {
    return this.messages.at(-1)?.number ?? 0;
  }

  get unread(): number {
    const read = this.memory.read<number>("read") ?? 0;
    return this.messages.filter((it) => it.author !== "Citizen" && it.number > read).length;
  }

  markRead(): void {
    if (this.unread > 0) this.memory.write("read", this.lastNumber);
  }

  begin(filled: Omit<Beginning, "key" | "page">): void {
    this.refused = null;
    this.beginning = { key: randomKey(), ...filled, page: location.origin + location.pathname };
    this.memory.write("beginning", this.beginning);
    this.run();
  }

  /** Looks at what a link invites to; one that has been taken already goes on at once. */
  async open(secret: string): Promise<void> {
    this.memory.write("invitation", secret);
    try {
      const invited = await this.api.look(secret);
      if (invited.contact) this.take({ contact: invited.contact, token: secret });
      else this.invited = invited;
    } catch (error) {
      if (!(error instanceof Refused) || error.mayBeRetried)
        return void setTimeout(() => void this.open(secret), sendAgainAfter);
      this.memory.forget("invitation");
      this.isUninvited = !this.exists;
    }
    this.changed();
  }

  /** Takes the invitation; another conversation that was here is put away. */
  async join(): Promise<void> {
    const secret = this.memory.read<string>("invitation")!;
    const { contact } = await this.api.join(secret);
    this.take({ contact, token: secret });
  }

  private take(pass: Pass): void {
    this.forget();
    this.pass = pass;
    this.memory.write("pass", pass);
    this.changed();
    this.run();
  }

  /** Goes on where it was, if there was anything. */
  run(): void {
    if (this.isRunning || !this.exists) return;
    this.isRunning = true;
    this.stop = new AbortController();
    void this.keepUp(this.stop.signal);
  }

  write(text: string): void {
    this.outbox.add(text);
    this.changed();
    void this.sendAll();
  }

  send(file: File): void {
    this.outbox.add("", file);
    this.changed();
    void this.sendAll();
  }

  typing(): void {
    if (!this.pass || this.line !== "connected" || this.view?.state !== "Talking") return;
    if (Date.now() - this.typedAt < typingEvery) return;
    this.typedAt = Date.now();
    this.api.typing(this.pass).catch(() => undefined);
  }

  async leaveMessage(filled: Record<string, string | undefined>): Promise<void> {
    const key = this.memory.read<string>("leaving") ?? randomKey();
    this.memory.write("leaving", key);
    this.left = await this.api.leave(this.pass!, { key, ...filled });
    this.memory.write("left", this.left);
    this.memory.forget("leaving");
    this.changed();
  }

  async goOnByMail(email: string): Promise<void> {
    await this.api.byMail(this.pass!, email);
  }

  async end(): Promise<void> {
    await this.api.end(this.pass!);
  }

  download(path: string): Promise<Blob> {
    return this.api.download(this.pass!, path);
  }

  /** Puts everything away, so that a new one can begin. */
  forget(): void {
    this.stop.abort();
    this.isRunning = false;
    for (const name of ["pass", "beginning", "left", "read", "leaving", "invitation"]) this.memory.forget(name);
    [this.invited, this.isUninvited] = [null, false];
    this.outbox.clear();
    [this.pass, this.beginning, this.view, this.left] = [null, null, null, null];
    [this.messages, this.line, this.isStaffTyping] = [[], "connecting", false];
    this.changed();
  }

  /** Another window has begun or put away a conversation. */
  private adopt(): void {
    const pass = this.memory.read<Pass>("pass");
    if (pass?.contact === this.pass?.contact) return;
    this.stop.abort();
    this.isRunning = false;
    [this.pass, this.beginning, this.view, this.messages] = [pass, null, null, []];
    this.left = this.memory.read<Left>("left");
    this.changed();
    this.run();
  }

  private async keepUp(stop: AbortSignal): Promise<void> {
    let pause = firstPause;
    while (!stop.aborted) {
      try {
        if (!this.pass && !(await this.beginNow())) return;
        await this.followOnce(stop, () => {
          pause = firstPause;
        });
        if (this.isOver && this.outbox.next === undefined) return;
      } catch (error) {
        if (stop.aborted) return;
        if (error instanceof Refused && error.status === 404) return this.forget();
        this.setLine("broken");
        await this.pauseFor(pause * (0.75 + Math.random() / 2), stop);
        pause = Math.min(pause * 1.7, longestPause);
      }
    }
  }

  /** False when the server does not take it: then the citizen is told and may change what he wrote. */
  private async beginNow(): Promise<boolean> {
    const { key, ...body } = this.beginning!;
    try {
      const begun = await this.api.begin(this.service, key, body);
      this.pass = { contact: begun.contact, token: begun.token };
      this.memory.write("pass", this.pass);
      this.memory.forget("beginning");
      this.beginning = null;
      this.view = begun.conversation;
      this.changed();
      return true;
    } catch (error) {
      if (!(error instanceof Refused) || error.mayBeRetried) throw error;
      this.refused = { code: error.code, filled: body };
      this.memory.forget("beginning");
      this.beginning = null;
      this.isRunning = false;
      this.changed();
      return false;
    }
  }

  private async followOnce(stop: AbortSignal, heard: () => void): Promise<void> {
    const silence = new AbortController();
    const abort = () => silence.abort();
    stop.addEventListener("abort", abort);
    let timer = setTimeout(abort, longestSilence);
    try {
      for await (const { kind, data } of this.api.follow(this.pass!, this.lastNumber, silence.signal)) {
        clearTimeout(timer);
        timer = setTimeout(abort, longestSilence);
        heard();
        if (kind === "view") this.takeView(data as ConversationView);
        if (kind === "messages") this.takeMessages(data as Message[]);
        if (kind === "typing") this.showTyping();
        if (this.line !== "connected") {
          this.setLine("connected");
          void this.sendAll();
        }
        if (this.isOver && this.outbox.next === undefined) return;
      }
      throw new Error("The line was closed.");
    } finally {
      clearTimeout(timer);
      stop.removeEventListener("abort", abort);
      silence.abort();
    }
  }

  private takeView(view: ConversationView): void {
    this.view = view;
    if (view.state !== "Talking") this.isStaffTyping = false;
    this.changed();
  }

  private takeMessages(messages: Message[]): void {
    for (const message of messages.filter((it) => it.number > this.lastNumber)) {
      this.messages.push(message);
      if (message.author === "Citizen") this.outbox.cameBack(message);
      else this.isStaffTyping = false;
    }
    this.changed();
  }

  private showTyping(): void {
    this.isStaffTyping = true;
    clearTimeout(this.typingTimer);
    this.typingTimer = window.setTimeout(() => {
      this.isStaffTyping = false;
      this.changed();
    }, typingLasts);
    this.changed();
  }

  /** One after the other, so that what was written first arrives first. While the line is broken the rest is left for later; a line that stands is tried again. */
  private async sendAll(): Promise<void> {
    if (this.isSending || !this.pass) return;
    this.isSending = true;
    try {
      for (let it = this.outbox.next; it && this.pass; it = this.outbox.next) {
        try {
          const sent = it.file ? this.api.send(this.pass, it.key, it.file) : this.api.write(this.pass, it.key, it.text);
          this.outbox.sent(it.key, (await sent).number, this.lastNumber);
        } catch (error) {
          const isSaid = error instanceof Refused;
          if (isSaid && !error.mayBeRetried) this.outbox.refused(it.key, error.code);
          else if (!isSaid && this.line !== "connected") return;
          else await this.pauseFor(sendAgainAfter, this.stop.signal);
        }
        this.changed();
      }
    } finally {
      this.isSending = false;
    }
  }

  private setLine(line: Line): void {
    this.line = line;
    this.changed();
  }

  private pauseFor(milliseconds: number, stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.wake = done;
      stop.addEventListener("abort", done, { once: true });
    });
  }
}
