/** Why the phone is not connected, or has no sound. Each has a text "problem.<name>". */
export type Problem =
  | "insecure"
  | "denied"
  | "noMicrophone"
  | "microphoneBusy"
  | "unencrypted"
  | "unreachable"
  | "unavailable"
  | "unknown";

export type Call = {
  stage: "ringing" | "answering" | "talking";
  /** When it began to ring, then when it was answered. */
  since: number;
  isMuted: boolean;
};

/** How the phone of this tab stands. */
export type Look = {
  line: "off" | "connecting" | "connected" | "lost" | "elsewhere";
  call: Call | null;
  problem: Problem | null;
};

export type Standing = Look["line"] | Call["stage"];

/** In one word. What another tab, browser or telephone does is known from the server: when it is gone, the phone is nowhere. */
export function standingOf(look: Look, isOnSomewhere: boolean): Standing {
  if (look.call) return look.call.stage;
  if (look.line !== "off" && look.line !== "elsewhere") return look.line;
  return isOnSomewhere ? "elsewhere" : "off";
}

export type Credentials = { user: string; password: string; webSockets: readonly string[] };

/** A call as the wire carries it. */
export type WireCall = {
  answer(): void;
  end(): void;
  mute(isMuted: boolean): void;
  press(key: string): void;
  /** Sound from another microphone from now on. */
  changeMicrophone(): void;
};

/** What a call tells of itself, and what the wire tells of the line. */
export type CallEvents = { talking(): void; ended(problem: Problem | null): void };
export type WireEvents = {
  registered(): void;
  lost(): void;
  refused(): void;
  rings(call: WireCall): CallEvents;
};

/** Everything outside of the phone: the tests put their own in its place. */
export type World = {
  /** Asks for the microphone once, so that a call finds it allowed. Throws a PhoneError. */
  prepare(): Promise<void>;
  credentials(): Promise<Credentials>;
  /** Nothing shall connect with what was told any more. */
  forget(): Promise<void>;
  /** Whether another browser, or a telephone, is connected in this person's name. */
  isElsewhere(): Promise<boolean>;
  open(credentials: Credentials, events: WireEvents): Promise<{ close(): void }>;
  /** This tab alone has the phone, until released. Null: another tab has it, and it was not to be taken from it. */
  hold(mayTake: boolean, taken: () => void): Promise<(() => void) | null>;
  now(): number;
  after(milliseconds: number, act: () => void): () => void;
};

export class PhoneError extends Error {
  constructor(readonly problem: Problem) {
    super(problem);
  }
}

const off: Look = { line: "off", call: null, problem: null };

/** Waits a little longer after each failure. */
export function pause(failures: number): number {
  return [1_000, 2_000, 4_000][failures] ?? 8_000;
}

/** Whether somebody else is still connected in our name is asked so often. */
const lookAgain = 15_000;

/** The phone of one tab: connects, stays connected, and has at most one call. */
export class Softphone {
  look: Look = off;
  private readonly listeners = new Set<() => void>();
  private readonly world: World;
  /** Counts the times that it was connected or disconnected: what belongs to an earlier one is passed over. */
  private turn = 0;
  private failures = 0;
  private wire: { close(): void } | null = null;
  private call: WireCall | null = null;
  private release: (() => void) | null = null;
  private stopWaiting: (() => void) | null = null;
  private isExpected = false;
  private mustReopen = false;

  constructor(world: World) {
    this.world = world;
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** @param mayTake Whether to take the phone from the tab that has it. */
  async connect(mayTake = true) {
    if (this.look.line === "connecting" || this.look.line === "connected" || this.look.line === "lost") return;
    this.leave("off");
    const turn = ++this.turn;
    this.show({ line: "connecting", call: null, problem: null });
    try {
      await this.world.prepare();
      if (turn !== this.turn) return;
      const release = await this.world.hold(mayTake, () => turn === this.turn && this.leave("elsewhere"));
      if (turn !== this.turn) return release?.();
      if (!release) return this.leave("elsewhere");
      this.release = release;
      await this.open(turn);
    } catch (error) {
      if (turn === this.turn) this.leave("off", problemOf(error));
    }
  }

  /** Disconnects, and lets nobody connect with what this tab was told. */
  async disconnect() {
    const wasOn = this.release !== null;
    this.leave("off");
    if (wasOn) await this.world.forget().catch(() => undefined);
  }

  /** The page goes: the line is closed, nothing else. */
  close() {
    this.leave("off");
  }

  /** The person has taken a call at his desk: what rings is answered, and so is what rings next. */
  expect(isExpected: boolean) {
    const wasExpected = this.isExpected;
    this.isExpected = isExpected;
    if (isExpected) this.answer();
    else if (wasExpected && this.look.call?.stage !== "ringing") this.hangUp();
  }

  answer() {
    if (!this.call || this.look.call?.stage !== "ringing") return;
    this.show({ ...this.look, call: { ...this.look.call, stage: "answering" } });
    this.call.answer();
  }

  hangUp() {
    this.call?.end();
  }

  mute(isMuted: boolean) {
    if (!this.call || !this.look.call) return;
    this.call.mute(isMuted);
    this.show({ ...this.look, call: { ...this.look.call, isMuted } });
  }

  press(key: string) {
    if (this.look.call?.stage === "talking") this.call?.press(key);
  }

  changeMicrophone() {
    if (this.look.call?.stage === "talking") this.call?.changeMicrophone();
  }

  private async open(turn: number) {
    const credentials = await this.world.credentials();
    if (turn !== this.turn) return;
    const wire = await this.world.open(credentials, this.eventsOf(turn));
    if (turn === this.turn) this.wire = wire;
    else wire.close();
  }

  private eventsOf(turn: number): WireEvents {
    const isOurs = () => turn === this.turn;
    return {
      registered: () => {
        if (!isOurs()) return;
        this.failures = 0;
        this.show({ ...this.look, line: "connected", problem: null });
      },
      lost: () => isOurs() && this.show({ ...this.look, line: "lost", problem: "unreachable" }),
      refused: () => isOurs() && (this.call ? this.putOff() : this.reopen()),
      rings: (call) => this.ring(call),
    };
  }

  /** A call goes on by itself: the line waits for its end. */
  private putOff() {
    this.mustReopen = true;
    this.show({ ...this.look, line: "lost" });
  }

  /** The exchange does not know us (any more): it has started again, or somebody else has connected in our name. */
  private reopen() {
    const turn = ++this.turn;
    this.mustReopen = false;
    this.wire?.close();
    this.wire = null;
    this.show({ ...this.look, line: "lost" });
    this.stopWaiting = this.world.after(pause(this.failures++), () => void this.again(turn));
  }

  private async again(turn: number) {
    if (turn !== this.turn) return;
    try {
      if (await this.world.isElsewhere()) {
        if (turn !== this.turn) return;
        this.show({ ...this.look, line: "elsewhere", problem: null });
        this.stopWaiting = this.world.after(lookAgain, () => void this.again(turn));
        return;
      }
      await this.open(turn);
    } catch (error) {
      if (turn !== this.turn) return;
      this.reopen();
      this.show({ ...this.look, problem: problemOf(error) });
    }
  }

  /** A second call is busy: the wire says so to whoever calls, and to us that it has ended. */
  private ring(call: WireCall): CallEvents {
    if (this.call) {
      call.end();
      return { talking: () => undefined, ended: () => undefined };
    }
    this.call = call;
    this.show({ ...this.look, call: { stage: "ringing", since: this.world.now(), isMuted: false } });
    if (this.isExpected) queueMicrotask(() => this.answer());
    return {
      talking: () => {
        if (this.call !== call || !this.look.call) return;
        this.show({
          ...this.look,
          problem: null,
          call: { ...this.look.call, stage: "talking", since: this.world.now() },
        });
      },
      ended: (problem) => {
        if (this.call !== call) return;
        this.call = null;
        this.show({ ...this.look, call: null, problem: problem ?? this.look.problem });
        if (this.mustReopen) this.reopen();
      },
    };
  }

  private leave(line: "off" | "elsewhere", problem: Problem | null = null) {
    this.turn++;
    [this.failures, this.mustReopen] = [0, false];
    this.stopWaiting?.();
    this.call?.end();
    this.wire?.close();
    this.release?.();
    [this.stopWaiting, this.call, this.wire, this.release] = [null, null, null, null];
    this.show({ line, call: null, problem });
  }

  private show(look: Look) {
    this.look = look;
    for (const listener of this.listeners) listener();
  }
}

function problemOf(error: unknown): Problem {
  return error instanceof PhoneError ? error.problem : "unknown";
}
