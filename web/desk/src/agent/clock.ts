import { useEffect, useState } from "react";

/** How far the server's clock is ahead of this computer's, in milliseconds. */
let ahead = 0;

/** The server has just said what time it is. */
export function meet(serverNow: string) {
  ahead = Date.parse(serverNow) - Date.now();
}

/** The server's time, in milliseconds. */
export function now(): number {
  return Date.now() + ahead;
}

/** The server's time, renewed each second while somebody looks. */
export function useNow(): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return time;
}
