import type { RTCSession } from "jssip";
import { type Line, openAll } from "./lines";
import {
  type CallEvents,
  type Credentials,
  PhoneError,
  type Problem,
  pause,
  type WireCall,
  type WireEvents,
} from "./softphone";
import { attach, constraints } from "./sound";

/** Addresses of other networks may take long to be found; those of this one are known at once. */
const gatherFor = 700;

/** The SIP lines to the exchanges, as one. What speaks SIP is fetched when somebody connects his phone, not before. */
export async function open(credentials: Credentials, events: WireEvents): Promise<{ close(): void }> {
  const JsSIP = await import("jssip");
  const after = (failures: number, act: () => void) => {
    const timer = setTimeout(act, pause(failures));
    return () => clearTimeout(timer);
  };
  const openOne = async (address: string, own: WireEvents) => lineTo(JsSIP, address, credentials, own);
  return openAll(credentials.webSockets, openOne, events, after);
}

function lineTo(JsSIP: typeof import("jssip"), address: string, credentials: Credentials, events: WireEvents): Line {
  const agent = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(address)],
    uri: `sip:${credentials.user}@${new URL(address).hostname}`,
    password: credentials.password,
    register_expires: 120,
    session_timers: false,
    no_answer_timeout: 3_600,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 8,
    user_agent: "Isberg",
  });
  agent.on("registered", () => events.registered());
  agent.on("disconnected", () => events.lost());
  agent.on("registrationFailed", () => {
    if (agent.isConnected()) events.refused();
  });
  agent.on("newRTCSession", ({ session }) => follow(session, events.rings(callOf(session))));
  agent.start();
  return {
    close() {
      agent.stop();
    },
    register() {
      agent.register();
    },
  };
}

/** A page over https may not open a connection that is not encrypted, unless to its own machine. */
export function mayConnect(webSocket: string, page: Pick<Location, "protocol">): Problem | null {
  const { protocol, hostname } = new URL(webSocket);
  const isOwnMachine = hostname === "localhost" || hostname.startsWith("127.");
  return page.protocol === "https:" && protocol === "ws:" && !isOwnMachine ? "unencrypted" : null;
}

function callOf(session: RTCSession): WireCall {
  return {
    answer: () => session.answer({ mediaConstraints: { audio: constraints() }, pcConfig: { iceServers: [] } }),
    end() {
      if (session.isEnded()) return;
      session.terminate(session.isEstablished() ? {} : { status_code: 486 });
    },
    mute: (isMuted) => (isMuted ? session.mute({ audio: true }) : session.unmute({ audio: true })),
    press: (key) => session.sendDTMF(key, { transportType: "RFC2833" }),
    changeMicrophone: () => void changeMicrophone(session),
  };
}

function follow(session: RTCSession, events: CallEvents) {
  let problem: Problem | null = null;
  let detach = () => {};
  const over = () => {
    detach();
    events.ended(problem);
  };
  session.on("peerconnection", ({ peerconnection }) => {
    detach = attach(peerconnection);
  });
  session.on("icecandidate", ({ ready }) => void setTimeout(ready, gatherFor));
  session.on("getusermediafailed", (error) => {
    problem = microphoneProblem(error).problem;
  });
  session.on("confirmed", () => events.talking());
  session.on("ended", over);
  session.on("failed", over);
}

async function changeMicrophone(session: RTCSession) {
  const sender = session.connection.getSenders().find((it) => it.track?.kind === "audio");
  if (!sender) return;
  const before = sender.track;
  const stream = await navigator.mediaDevices.getUserMedia({ audio: constraints() });
  const track = stream.getAudioTracks()[0]!;
  track.enabled = before?.enabled ?? true;
  await sender.replaceTrack(track);
  before?.stop();
}

/** Asks for the microphone, and gives it back at once: from then on a call finds it allowed. */
export async function prepare() {
  if (!window.isSecureContext || !navigator.mediaDevices) throw new PhoneError("insecure");
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: constraints() });
    for (const track of stream.getTracks()) track.stop();
  } catch (error) {
    throw microphoneProblem(error);
  }
}

/** What a browser's refusal of the microphone means. */
export function microphoneProblem(error: unknown): PhoneError {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return new PhoneError("denied");
  if (name === "NotFoundError" || name === "OverconstrainedError") return new PhoneError("noMicrophone");
  if (name === "NotReadableError" || name === "AbortError") return new PhoneError("microphoneBusy");
  return new PhoneError("unknown");
}
