import { EventReader, type ServerEvent } from "./events";

export interface ChannelView {
  channel: string;
  isOpen: boolean;
  acceptsWhenClosed: boolean;
  opens: string | null;
  closes: string | null;
  hours: { from: string; until: string }[];
}

export interface ServiceView {
  key: string;
  name: string;
  description: string;
  channels: ChannelView[];
  notices: string[];
}

export interface CentreView {
  key: string;
  name: string;
  timeZone: string;
  services: ServiceView[];
}

export type ConversationState = "Waiting" | "Talking" | "Ended" | "Closed" | "Left";

export interface ConversationView {
  contact: string;
  reference: string;
  state: ConversationState;
  serviceName: string;
  position: number | null;
  wait: { from: string; until: string } | null;
  answeredBy: string | null;
  mayLeaveMessage: boolean;
  mayGoOnByMail: boolean;
  /** It goes on by mail, until the citizen writes here again. */
  isByMail: boolean;
  notices: string[];
}

export interface FileView {
  id: string;
  name: string;
  contentType: string;
  bytes: number;
}

export interface Message {
  number: number;
  author: "Citizen" | "Staff" | "Automatic";
  by: string | null;
  at: string;
  text: string | null;
  files: FileView[];
  /** It went by mail, and is read there. */
  isByMail?: boolean;
}

export interface Begun {
  contact: string;
  reference: string;
  token: string;
  conversation: ConversationView;
}

export interface Left {
  reference: string;
  code: string;
}

/** What a link from a mail invites to. */
export interface Invited {
  /** Where the chat goes on; null: it has not begun. */
  contact: string | null;
  subject: string | null;
  by: string | null;
}

export interface Pass {
  contact: string;
  token: string;
}

/** A message that is not answered for this long, in milliseconds, is sent again; its key keeps it one message. */
const longestAnswer = 30_000;

/** The server says no; what the citizen is told follows from the code. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }

  /** Worth another try by itself: too busy, too often, or between two starts. */
  get mayBeRetried(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

/** The citizens' side of the server's interface. */
export class Api {
  /** @param server Where the script came from, without a slash at the end. */
  constructor(
    readonly server: string,
    private readonly centre: string,
    private readonly language: string,
  ) {}

  services(): Promise<CentreView> {
    return this.json(`/${encodeURIComponent(this.centre)}/services?language=${this.language}`);
  }

  /**
   * A browser does not tell a page why it may not read an answer. Where the server gives everybody its icon but this
   * page no answer, twice, it is the site that is not allowed.
   */
  async isRefusedHere(): Promise<boolean> {
    const isUp = await new Promise<boolean>((tell) => {
      const icon = new Image();
      icon.onload = () => tell(true);
      icon.onerror = () => tell(false);
      icon.src = `${this.server}/portal/icon.svg?at=${Date.now()}`;
    });
    return (
      isUp &&
      (await this.services().then(
        () => false,
        (error) => !(error instanceof Refused),
      ))
    );
  }

  begin(service: string, key: string, body: Record<string, string | undefined>): Promise<Begun> {
    const path = `/${encodeURIComponent(this.centre)}/services/${encodeURIComponent(service)}/chat`;
    return this.json(path, { body: { ...body, language: this.language }, headers: { "Idempotency-Key": key } });
  }

  /** Looking changes nothing. */
  look(secret: string): Promise<Invited> {
    return this.json("/invitations/look", { body: { secret } });
  }

  join(secret: string): Promise<{ contact: string; conversation: ConversationView }> {
    return this.json("/invitations/join", { body: { secret, language: this.language } });
  }

  write(pass: Pass, key: string, text: string): Promise<{ number: number }> {
    return this.json(of(pass, "messages"), { pass, body: { key, text }, signal: AbortSignal.timeout(longestAnswer) });
  }

  async send(pass: Pass, key: string, file: File): Promise<{ number: number }> {
    const path = of(pass, `files?key=${key}&name=${encodeURIComponent(file.name)}`);
    const answer = await this.ask(path, {
      method: "POST",
      body: file,
      headers: { ...bearer(pass), "Content-Type": "application/octet-stream" },
    });
    return answer.json();
  }

  async typing(pass: Pass): Promise<void> {
    await this.ask(of(pass, "typing"), { method: "POST", headers: bearer(pass) });
  }

  leave(pass: Pass, body: Record<string, string | undefined>): Promise<Left> {
    return this.json(of(pass, "leave"), { pass, body });
  }

  async byMail(pass: Pass, email: string): Promise<void> {
    const body = JSON.stringify({ email });
    const headers = { ...bearer(pass), "Content-Type": "application/json" };
    await this.ask(of(pass, "by-mail"), { method: "POST", body, headers });
  }

  async end(pass: Pass): Promise<void> {
    await this.ask(of(pass, "end"), { method: "POST", headers: bearer(pass) });
  }

  async download(pass: Pass, path: string): Promise<Blob> {
    const answer = await this.ask(of(pass, path), { headers: bearer(pass) });
    return answer.blob();
  }

  /** Follows the conversation until the line breaks or `stop` says so. */
  async *follow(pass: Pass, after: number, stop: AbortSignal): AsyncGenerator<ServerEvent> {
    const path = of(pass, `stream?after=${after}&language=${this.language}`);
    const answer = await this.ask(path, { headers: bearer(pass), signal: stop, cache: "no-store" });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    const events = new EventReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield* events.take(piece.value);
  }

  private async json<T>(
    path: string,
    request?: { pass?: Pass; body: unknown; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<T> {
    const answer = await this.ask(path, {
      ...(request?.signal && { signal: request.signal }),
      ...(request && { method: "POST", body: JSON.stringify(request.body) }),
      headers: {
        ...(request && { "Content-Type": "application/json" }),
        ...(request?.pass && bearer(request.pass)),
        ...request?.headers,
      },
    });
    return answer.json();
  }

  private async ask(path: string, init: RequestInit): Promise<Response> {
    const answer = await fetch(`${this.server}/api/v1/public${path}`, { credentials: "omit", ...init });
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw new Refused(answer.status, problem.code ?? "");
  }
}

function of(pass: Pass, path: string): string {
  return `/conversations/${pass.contact}/${path}`;
}

function bearer(pass: Pass): Record<string, string> {
  return { Authorization: `Bearer ${pass.token}` };
}
