import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Api, type ConversationView, type Message } from "./api";
import { Conversation } from "./conversation";
import { Memory } from "./memory";
import { Texts } from "./texts";

const view = (state: string, position: number | null = null): ConversationView =>
  ({
    contact: "c1",
    reference: "ABCD-2345",
    state,
    serviceName: "Sales",
    position,
    wait: null,
    answeredBy: null,
    mayLeaveMessage: true,
    mayGoOnByMail: false,
    isByMail: false,
    notices: [],
  }) as ConversationView;

/** A server in the page: holds messages, streams them, and can be cut off. */
class Server {
  isUp = true;
  refuses: string | null = null;
  loses = 0;
  messages: Message[] = [];
  keys: string[] = [];
  private streams: { sent: number; put: ReadableStreamDefaultController<Uint8Array> }[] = [];

  readonly fetch = async (address: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (!this.isUp) throw new TypeError("network");
    const path = new URL(String(address)).pathname;
    if (path.endsWith("/chat")) return this.begin(init!);
    if (path.endsWith("/look")) return this.look(JSON.parse(String(init!.body)).secret);
    if (path.endsWith("/join")) return Response.json({ contact: "c1", conversation: view("Talking") });
    if (path.endsWith("/stream")) return this.stream(Number(new URL(String(address)).searchParams.get("after")), init!);
    if (path.endsWith("/messages")) return this.write(JSON.parse(String(init!.body)));
    return new Response(null, { status: 204 });
  };

  say(author: Message["author"], text: string): void {
    this.messages.push({ number: this.messages.length + 1, author, by: null, at: "", text, files: [] });
    for (const stream of this.streams) this.flush(stream);
  }

  show(state: string): void {
    for (const { put } of this.streams) put.enqueue(event("view", view(state)));
  }

  crash(): void {
    this.isUp = false;
    for (const { put } of this.streams) put.error(new TypeError("network"));
    this.streams = [];
  }

  private look(secret: string): Response {
    if (secret !== "s3cret") return Response.json({ code: "invitation.unknown", title: "No." }, { status: 404 });
    return Response.json({ contact: null, subject: "Bygglov", by: "Maya", until: "" });
  }

  private begin(init: RequestInit): Response {
    if (this.refuses) return Response.json({ code: this.refuses, title: "An English sentence." }, { status: 403 });
    const body = JSON.parse(String(init.body));
    this.keys.push((init.headers as Record<string, string>)["Idempotency-Key"]!);
    if (this.messages.length === 0) this.say("Citizen", body.message);
    return Response.json({ contact: "c1", reference: "ABCD-2345", token: "t", conversation: view("Waiting", 1) });
  }

  private stream(after: number, init: RequestInit): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (put) => {
        const stream = { sent: after, put };
        this.streams.push(stream);
        put.enqueue(event("view", view("Talking")));
        this.flush(stream);
        init.signal?.addEventListener("abort", () => {
          this.streams = this.streams.filter((it) => it !== stream);
          put.error(new DOMException("", "AbortError"));
        });
      },
    });
    return new Response(body);
  }

  private write({ key, text }: { key: string; text: string }): Response {
    if (this.loses-- > 0) throw new TypeError("network");
    const known = this.keys.indexOf(key);
    if (known < 0) {
      this.keys.push(key);
      this.say("Citizen", text);
    }
    return Response.json({ number: this.messages.length });
  }

  private flush(stream: { sent: number; put: ReadableStreamDefaultController<Uint8Array> }): void {
    const fresh = this.messages.slice(stream.sent);
    stream.sent = this.messages.length;
    if (fresh.length > 0) stream.put.enqueue(event("messages", fresh));
  }
}

const event = (kind: string, data: unknown) =>
  new TextEncoder().encode(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
const open = () =>
  new Conversation(new Api("https://centre.example", "sund", "sv"), "sales", new Memory("test:"), () => undefined);
const texts = (it: Conversation) => it.messages.map((message) => message.text);
const settled = () => vi.advanceTimersByTimeAsync(50);

let server: Server;

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  server = new Server();
  vi.stubGlobal("fetch", server.fetch);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a conversation begins, is followed, and shows each message once", async () => {
  const boris = open();
  boris.begin({ message: "Hej" });
  await settled();
  server.say("Staff", "Hej Boris");
  boris.write("Tack");
  await settled();
  expect(texts(boris)).toEqual(["Hej", "Hej Boris", "Tack"]);
  expect(boris.outbox.all).toEqual([]);
});

test("a server that is gone is found again, and what was written meanwhile arrives in order", async () => {
  const boris = open();
  boris.begin({ message: "Hej" });
  await settled();
  server.crash();
  await settled();
  expect(boris.line).toBe("broken");
  boris.write("ett");
  boris.write("två");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(boris.outbox.all.map((it) => it.text)).toEqual(["ett", "två"]);

  server.isUp = true;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(boris.line).toBe("connected");
  expect(texts(boris)).toEqual(["Hej", "ett", "två"]);
  expect(boris.outbox.all).toEqual([]);
});

test("a message that is lost on the way while the line stands is sent again", async () => {
  const boris = open();
  boris.begin({ message: "Hej" });
  await settled();
  server.loses = 2;
  boris.write("ett");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(boris.line).toBe("connected");
  expect(texts(boris)).toEqual(["Hej", "ett"]);
  expect(boris.outbox.all).toEqual([]);
});

test("a reload goes on where it was", async () => {
  const before = open();
  before.begin({ message: "Hej" });
  await settled();
  const after = open();
  expect(after.exists).toBe(true);
  after.run();
  await settled();
  expect(texts(after)).toEqual(["Hej"]);
});

test("a conversation that was begun without a line begins once when the line is there", async () => {
  server.isUp = false;
  const boris = open();
  boris.begin({ message: "Hej" });
  await vi.advanceTimersByTimeAsync(3_000);
  server.isUp = true;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(texts(boris)).toEqual(["Hej"]);
  expect(new Set(server.keys).size).toBe(1);
});

test("who is refused is told why in his language, and what he filled in is kept", async () => {
  server.refuses = "sender.forbidden";
  const boris = open();
  boris.begin({ message: "Hej", name: "Boris" });
  await settled();
  expect(boris.exists).toBe(false);
  expect(boris.refused).toMatchObject({ code: "sender.forbidden", filled: { message: "Hej", name: "Boris" } });
  expect(new Texts("fi").refusal("sender.forbidden")).toBe("Emme toistaiseksi ota vastaan viestejä sinulta.");
  expect(new Texts("sv").refusal("something.new")).toBe(new Texts("sv").say("failed"));
});

test("a line that gives no sign of life is taken for dead", async () => {
  const boris = open();
  boris.begin({ message: "Hej" });
  await settled();
  expect(boris.line).toBe("connected");
  await vi.advanceTimersByTimeAsync(41_000);
  server.say("Staff", "Är du kvar?");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(texts(boris)).toEqual(["Hej", "Är du kvar?"]);
});

test("messages that nobody has looked at are counted", async () => {
  const boris = open();
  boris.begin({ message: "Hej" });
  await settled();
  server.say("Staff", "ett");
  server.say("Staff", "två");
  await settled();
  expect(boris.unread).toBe(2);
  boris.markRead();
  expect(boris.unread).toBe(0);
});

test("an invitation begins nothing before it is taken, and then its secret opens the conversation", async () => {
  const anna = open();
  await anna.open("s3cret");
  expect(anna.invited).toMatchObject({ subject: "Bygglov", by: "Maya" });
  expect(anna.exists).toBe(false);

  server.say("Staff", "Kom till chatten");
  await anna.join();
  await settled();
  expect(anna.invited).toBeNull();
  expect(JSON.parse(localStorage.getItem("test:pass")!)).toEqual({ contact: "c1", token: "s3cret" });
  expect(texts(anna)).toEqual(["Kom till chatten"]);
});

test("an invitation that is no longer valid is said so, and is forgotten", async () => {
  const anna = open();
  await anna.open("old");
  expect(anna.isUninvited).toBe(true);
  expect(localStorage.getItem("test:invitation")).toBeNull();
});
