import { expect, test } from "vitest";
import { ringing, wav } from "./bell";
import {
  type CallEvents,
  type Credentials,
  PhoneError,
  Softphone,
  standingOf,
  type WireCall,
  type WireEvents,
  type World,
} from "./softphone";
import { levelOf } from "./sound";
import { mayConnect, microphoneProblem } from "./wire";

/** A world that does as it is told: each line that was opened, and what waits for the clock. */
function world() {
  const it = {
    lines: [] as { told: Credentials; events: WireEvents; isClosed: boolean }[],
    waiting: [] as (() => void)[],
    asked: 0,
    forgotten: 0,
    held: 0,
    isElsewhere: false,
    refusal: null as PhoneError | null,
    isHeldByAnother: false,
    rob: () => {},
  };
  const outside: World = {
    prepare: async () => {
      if (it.refusal) throw it.refusal;
    },
    credentials: async () => ({
      user: "maya",
      password: `secret ${++it.asked}`,
      webSockets: ["wss://sund.example/ws"],
    }),
    forget: async () => {
      it.forgotten++;
    },
    isElsewhere: async () => it.isElsewhere,
    open: async (told, events) => {
      const line = { told, events, isClosed: false };
      it.lines.push(line);
      return {
        close: () => {
          line.isClosed = true;
        },
      };
    },
    hold: async (mayTake, taken) => {
      if (it.isHeldByAnother && !mayTake) return null;
      it.held++;
      it.rob = taken;
      return () => void it.held--;
    },
    now: () => 1_000,
    after: (_milliseconds, act) => {
      it.waiting.push(act);
      return () => void it.waiting.splice(it.waiting.indexOf(act), 1);
    },
  };
  return { it, phone: new Softphone(outside) };
}

/** What has been promised meanwhile happens. */
const settled = () => new Promise((done) => setTimeout(done));

async function connected() {
  const { it, phone } = world();
  await phone.connect();
  it.lines[0]!.events.registered();
  return { it, phone };
}

/** A call that rings, and what was done with it. */
function rings(line: { events: WireEvents }) {
  const done: string[] = [];
  const call: WireCall = {
    answer: () => void done.push("answer"),
    end: () => void done.push("end"),
    mute: (isMuted) => void done.push(isMuted ? "mute" : "unmute"),
    press: (key) => void done.push(key),
    changeMicrophone: () => void done.push("microphone"),
  };
  const tell: CallEvents = line.events.rings(call);
  return { done, tell };
}

test("a phone is connected when the exchange has said so", async () => {
  const { it, phone } = world();
  await phone.connect();
  expect(phone.look.line).toBe("connecting");
  it.lines[0]!.events.registered();
  expect(phone.look).toEqual({ line: "connected", call: null, problem: null });
});

test("without a microphone it is not connected, and says why", async () => {
  const { it, phone } = world();
  it.refusal = new PhoneError("denied");
  await phone.connect();
  expect(phone.look).toEqual({ line: "off", call: null, problem: "denied" });
  expect(it.asked).toBe(0);
});

test("a call that rings waits for an answer, and is counted from it", async () => {
  const { it, phone } = await connected();
  const { done, tell } = rings(it.lines[0]!);
  await settled();
  expect([phone.look.call?.stage, done]).toEqual(["ringing", []]);
  phone.answer();
  expect([phone.look.call?.stage, done]).toEqual(["answering", ["answer"]]);
  tell.talking();
  expect(phone.look.call).toEqual({ stage: "talking", since: 1_000, isMuted: false });
  tell.ended(null);
  expect(phone.look).toEqual({ line: "connected", call: null, problem: null });
});

test("a contact that is accepted at the desk answers what rings, whichever comes first", async () => {
  const first = await connected();
  const ringsFirst = rings(first.it.lines[0]!);
  first.phone.expect(true);
  expect(ringsFirst.done).toEqual(["answer"]);

  const second = await connected();
  second.phone.expect(true);
  const ringsLater = rings(second.it.lines[0]!);
  await settled();
  expect(ringsLater.done).toEqual(["answer"]);
});

test("when the desk's call is over, so is the phone's; one that only rings goes on ringing", async () => {
  const { it, phone } = await connected();
  const { done, tell } = rings(it.lines[0]!);
  phone.expect(true);
  tell.talking();
  phone.expect(false);
  expect(done).toEqual(["answer", "end"]);
  tell.ended(null);

  const next = rings(it.lines[0]!);
  phone.expect(false);
  await settled();
  expect(next.done).toEqual([]);
});

test("who talks is muted, heard again, and presses keys", async () => {
  const { it, phone } = await connected();
  const { done, tell } = rings(it.lines[0]!);
  phone.press("1");
  phone.answer();
  tell.talking();
  phone.mute(true);
  expect(phone.look.call?.isMuted).toBe(true);
  phone.mute(false);
  phone.press("5");
  phone.changeMicrophone();
  expect(done).toEqual(["answer", "mute", "unmute", "5", "microphone"]);
});

test("a second call is busy", async () => {
  const { it, phone } = await connected();
  rings(it.lines[0]!);
  const second = rings(it.lines[0]!);
  expect(second.done).toEqual(["end"]);
  second.tell.ended(null);
  expect(phone.look.call?.stage).toBe("ringing");
});

test("a lost line is told, and comes back by itself; a call goes on meanwhile", async () => {
  const { it, phone } = await connected();
  const { tell } = rings(it.lines[0]!);
  phone.answer();
  tell.talking();
  it.lines[0]!.events.lost();
  expect([phone.look.line, phone.look.problem, phone.look.call?.stage]).toEqual(["lost", "unreachable", "talking"]);
  it.lines[0]!.events.registered();
  expect([phone.look.line, phone.look.problem, phone.look.call?.stage]).toEqual(["connected", null, "talking"]);
});

test("who is refused asks for new credentials and connects anew", async () => {
  const { it, phone } = await connected();
  it.lines[0]!.events.refused();
  expect([phone.look.line, it.lines[0]!.isClosed]).toEqual(["lost", true]);
  it.waiting[0]!();
  await settled();
  expect(it.lines[1]!.told.password).toBe("secret 2");
  it.lines[0]!.events.lost(); // of the line before: nobody listens
  it.lines[1]!.events.registered();
  expect(phone.look.line).toBe("connected");
});

test("who is refused while he talks connects anew when the call is over", async () => {
  const { it, phone } = await connected();
  const { tell } = rings(it.lines[0]!);
  phone.answer();
  tell.talking();
  it.lines[0]!.events.refused();
  expect([phone.look.call?.stage, it.lines[0]!.isClosed]).toEqual(["talking", false]);
  tell.ended(null);
  expect([phone.look.line, it.lines[0]!.isClosed, it.waiting.length]).toEqual(["lost", true, 1]);
});

test("who is refused because he has connected elsewhere leaves it there until that is gone", async () => {
  const { it, phone } = await connected();
  it.isElsewhere = true;
  it.lines[0]!.events.refused();
  it.waiting[0]!();
  await settled();
  expect([phone.look.line, it.asked]).toEqual(["elsewhere", 1]);
  it.isElsewhere = false;
  it.waiting[1]!();
  await settled();
  expect(it.asked).toBe(2);
});

test("one tab has the phone: a reload does not take it, a press does", async () => {
  const { it, phone } = world();
  it.isHeldByAnother = true;
  await phone.connect(false);
  expect([phone.look.line, it.lines.length]).toEqual(["elsewhere", 0]);
  await phone.connect();
  expect([phone.look.line, it.lines.length]).toEqual(["connecting", 1]);
});

test("a phone that was elsewhere and is gone from there can be connected here", () => {
  const look = { line: "elsewhere", call: null, problem: null } as const;
  expect([standingOf(look, true), standingOf(look, false)]).toEqual(["elsewhere", "off"]);
  expect(standingOf({ ...look, line: "connected" }, true)).toBe("connected");
});

test("a tab from which the phone is taken closes its line", async () => {
  const { it, phone } = await connected();
  it.rob();
  expect([phone.look.line, it.lines[0]!.isClosed, it.forgotten]).toEqual(["elsewhere", true, 0]);
});

test("who disconnects leaves nothing to connect with, and what comes later is passed over", async () => {
  const { it, phone } = await connected();
  await phone.disconnect();
  expect([phone.look.line, it.lines[0]!.isClosed, it.forgotten, it.held]).toEqual(["off", true, 1, 0]);
  it.lines[0]!.events.registered();
  expect(phone.look.line).toBe("off");
});

test("a microphone that fails when a call is answered is told", async () => {
  const { it, phone } = await connected();
  const { tell } = rings(it.lines[0]!);
  phone.answer();
  tell.ended("noMicrophone");
  expect(phone.look).toEqual({ line: "connected", call: null, problem: "noMicrophone" });
});

test("what a browser says of its microphone becomes a problem with a name", () => {
  const named = (name: string) => microphoneProblem(Object.assign(new Error(), { name })).problem;
  expect(["NotAllowedError", "NotFoundError", "NotReadableError", "TypeError"].map(named)).toEqual([
    "denied",
    "noMicrophone",
    "microphoneBusy",
    "unknown",
  ]);
});

test("an encrypted page needs an encrypted line, unless the exchange is on the same machine", () => {
  expect(mayConnect("ws://sund.example/ws", { protocol: "https:" })).toBe("unencrypted");
  expect(mayConnect("wss://sund.example/ws", { protocol: "https:" })).toBeNull();
  expect(mayConnect("ws://127.0.0.1:8088/ws", { protocol: "https:" })).toBeNull();
  expect(mayConnect("ws://sund.example/ws", { protocol: "http:" })).toBeNull();
});

test("loudness is shown as the ear hears it", () => {
  expect(levelOf(new Float32Array(100))).toBe(0);
  expect(levelOf(new Float32Array(100).fill(1))).toBe(1);
  const quiet = levelOf(new Float32Array(100).fill(0.01));
  expect(quiet).toBeGreaterThan(0.2);
  expect(quiet).toBeLessThan(0.6);
});

test("the bell rings for two seconds and is silent for two, without a crack", async () => {
  const sound = ringing();
  expect(sound.length).toBe(32_000);
  expect(sound.slice(16_000).every((it) => it === 0)).toBe(true);
  expect(Math.abs(sound[15_990]!)).toBeLessThan(200);
  expect(wav(sound).size).toBe(44 + 64_000);
});
