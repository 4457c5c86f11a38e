/** What we use of JsSIP 3.13. Its own types lean on those of Node, which a page does not have. */
declare module "jssip" {
  export class WebSocketInterface {
    constructor(address: string);
  }

  export type Settings = {
    sockets: WebSocketInterface[];
    uri: string;
    password: string;
    register_expires: number;
    session_timers: boolean;
    no_answer_timeout: number;
    connection_recovery_min_interval: number;
    connection_recovery_max_interval: number;
    user_agent: string;
  };

  export type Events = {
    registered(): void;
    registrationFailed(): void;
    disconnected(): void;
    newRTCSession(event: { session: RTCSession }): void;
  };

  /** A line: connects and registers by itself, again and again. */
  export class UA {
    constructor(settings: Settings);
    start(): void;
    stop(): void;
    register(): void;
    isConnected(): boolean;
    on<Name extends keyof Events>(name: Name, listener: Events[Name]): void;
  }

  export type SessionEvents = {
    peerconnection(event: { peerconnection: RTCPeerConnection }): void;
    icecandidate(event: { ready(): void }): void;
    getusermediafailed(error: unknown): void;
    confirmed(): void;
    ended(): void;
    failed(): void;
  };

  /** A call. */
  export class RTCSession {
    readonly connection: RTCPeerConnection;
    isEstablished(): boolean;
    isEnded(): boolean;
    answer(options: { mediaConstraints: MediaStreamConstraints; pcConfig: RTCConfiguration }): void;
    terminate(options: { status_code?: number }): void;
    mute(what: { audio: boolean }): void;
    unmute(what: { audio: boolean }): void;
    sendDTMF(keys: string, options: { transportType: "RFC2833" | "INFO" }): void;
    on<Name extends keyof SessionEvents>(name: Name, listener: SessionEvents[Name]): void;
  }
}
