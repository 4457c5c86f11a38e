import type { WireEvents } from "./softphone";

/** A line to one exchange. */
export type Line = { close(): void; register(): void };

type Stand = "opening" | "registered" | "lost" | "refused";

/** One that refuses us so often, while another takes us, does not know us any more. */
const mostRefusals = 3;

/** A line to each exchange, as if they were one: it stands as long as one of them does, and a call may come by any. */
export async function openAll(
  addresses: readonly string[],
  open: (address: string, events: WireEvents) => Promise<Line>,
  events: WireEvents,
  after: (failures: number, act: () => void) => () => void,
): Promise<{ close(): void }> {
  const stands = addresses.map((): Stand => "opening");
  const refusals = addresses.map(() => 0);
  const waits = new Map<number, () => void>();
  const lines: Line[] = [];
  const hasAny = () => stands.includes("registered");

  const eventsOf = (at: number): WireEvents => ({
    registered() {
      [stands[at], refusals[at]] = ["registered", 0];
      events.registered();
    },
    lost() {
      stands[at] = "lost";
      if (!hasAny()) events.lost();
    },
    refused() {
      stands[at] = "refused";
      const failures = refusals[at]!++;
      if (!hasAny() || failures + 1 >= mostRefusals) events.refused();
      else
        waits.set(
          at,
          after(failures, () => lines[at]?.register()),
        );
    },
    rings: (call) => events.rings(call),
  });

  const close = () => {
    for (const stop of waits.values()) stop();
    for (const line of lines) line.close();
  };
  try {
    for (const [at, address] of addresses.entries()) lines.push(await open(address, eventsOf(at)));
  } catch (error) {
    close();
    throw error;
  }
  return { close };
}
