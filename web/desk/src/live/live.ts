import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

export type Connection = "connecting" | "connected" | "lost";

/** Takes one kind of the stream's messages into the cache. Values are whole, so that the last one is the truth. */
export type Receiver = (cache: QueryClient, value: never) => void;

const receivers = new Map<string, Receiver>();
const listeners = new Set<() => void>();
let state: Connection = "connecting";
let hub: HubConnection | null = null;

/** Says what becomes of a message of the stream, for instance `receive("board", (cache, board: Board) => …)`. Called once, at load. */
export function receive<T>(message: string, take: (cache: QueryClient, value: T) => void) {
  receivers.set(message, take as Receiver);
  hub?.on(message, take as never);
}

/** Waits a little longer after each failure, but never so long that an agent sits waiting for us. */
export function pause(failures: number): number {
  return [0, 300, 700, 1_500][failures] ?? 2_500;
}

/** Follows the server until the returned function is called. On each (re)connection everything current comes again. */
export function follow(cache: QueryClient): () => void {
  const mine = new HubConnectionBuilder()
    .withUrl("/api/v1/live")
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (it) => pause(it.previousRetryCount) })
    .withKeepAliveInterval(8_000)
    .withServerTimeout(20_000)
    .configureLogging(LogLevel.None)
    .build();
  hub = mine;
  for (const [message, take] of receivers) mine.on(message, (value: never) => take(cache, value));
  mine.onreconnecting(() => become("lost"));
  mine.onreconnected(() => arrived(cache));
  let isOver = false;
  void begin();
  return () => {
    isOver = true;
    if (hub === mine) hub = null;
    void mine.stop();
  };

  async function begin() {
    for (let failures = 0; !isOver && mine.state !== HubConnectionState.Connected; failures++) {
      try {
        await mine.start();
        arrived(cache);
      } catch (error) {
        if (isUnauthorized(error)) return void cache.invalidateQueries({ queryKey: ["session"] });
        if (failures > 1) become("lost");
        await new Promise((done) => setTimeout(done, pause(failures + 1)));
      }
    }
  }
}

/** Calls a method of the hub that needs no answer (typing); silently nothing while the connection is lost. */
export function say(method: string, ...values: unknown[]) {
  if (hub?.state === HubConnectionState.Connected) void hub.send(method, ...values).catch(() => undefined);
}

/** Tells the hub that this page shows something, at each (re)connection, and that it no longer does. */
export function useWatching(watch: string, leave: string) {
  const connection = useConnection();
  useEffect(() => {
    if (connection !== "connected") return;
    say(watch);
    return () => say(leave);
  }, [connection, watch, leave]);
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => state,
  );
}

/** What was asked for by ordinary requests while nothing was heard may be old. */
function arrived(cache: QueryClient) {
  if (state === "lost") void cache.invalidateQueries();
  become("connected");
}

function become(next: Connection) {
  state = next;
  for (const changed of listeners) changed();
}

function isUnauthorized(error: unknown) {
  return error instanceof Error && /\b401\b/.test(error.message);
}
