import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { soundSetting } from "../agent/alarm";
import { now } from "../agent/clock";
import { useDesk } from "../agent/desk";
import { keepIn, readKept, useKept } from "../agent/kept";
import { ApiError, api, told } from "../api/api";
import { ring } from "./bell";
import { type Credentials, PhoneError, Softphone } from "./softphone";
import { hold } from "./tab";
import { mayConnect, open, prepare } from "./wire";

/** This tab's phone was connected by a press: a reload connects it again. Nothing that is secret is kept. */
const wishSetting = "isberg.phone.on";

/** Whether there is telephony here at all, and how the phone in this person's name stands. */
export const phoneQuery = queryOptions({
  queryKey: ["phone"],
  queryFn: () => told(api.GET("/api/v1/phone")),
  staleTime: 10 * 60_000,
});

/** The phone of this tab. */
export const phone = new Softphone({
  prepare,
  credentials,
  forget: async () => void (await told(api.DELETE("/api/v1/phone"))),
  isElsewhere: async () => isOn((await told(api.GET("/api/v1/phone"))).state),
  open,
  hold,
  now,
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
});

/** What it connects with: told once, kept in memory alone. */
async function credentials(): Promise<Credentials> {
  try {
    const { user, password, webSockets } = await told(api.PUT("/api/v1/phone", { body: { kind: "Browser" } }));
    if (webSockets.length === 0) throw new PhoneError("unavailable");
    const problem = webSockets.map((it) => mayConnect(it, location)).find((it) => it !== null);
    if (problem) throw new PhoneError(problem);
    return { user, password, webSockets };
  } catch (error) {
    throw error instanceof ApiError ? new PhoneError("unavailable") : error;
  }
}

export function isOn(state: string | undefined): boolean {
  return state === "Ready" || state === "Ringing" || state === "InCall";
}

export function usePhone() {
  return useSyncExternalStore(phone.subscribe, () => phone.look);
}

export function connect() {
  keepIn(sessionStorage, wishSetting, true, false);
  void phone.connect();
}

export async function disconnect() {
  keepIn(sessionStorage, wishSetting, false, false);
  await phone.disconnect();
}

/** Whether there is telephony for who is signed in. */
export function useTelephony(): boolean {
  return useQuery(phoneQuery).data?.isSetUp ?? false;
}

/** Follows the desk for as long as it is shown: a call that was accepted there is answered, and what rings is heard. */
export function useLine() {
  const desk = useDesk();
  const { call } = usePhone();
  const [hasSound] = useKept(localStorage, soundSetting, true);
  const isBeside = desk?.beside ? desk.beside.isSupervision || desk.beside.way !== "Asked" : false;
  const hasCall =
    isBeside ||
    (desk?.contacts.some((it) => it.card.channel === "Voice" && (it.stage === "Handled" || it.stage === "Held")) ??
      false);
  const isRinging = call?.stage === "ringing" && !hasCall;
  const isTalking = call?.stage === "answering" || call?.stage === "talking";

  useEffect(() => {
    if (readKept(sessionStorage, wishSetting, false)) void phone.connect(false);
    return () => phone.close();
  }, []);

  useEffect(() => phone.expect(hasCall), [hasCall]);

  useEffect(() => {
    if (isRinging && hasSound) return ring();
  }, [isRinging, hasSound]);

  // The call is in this tab: a page that is loaded anew has lost it.
  useEffect(() => {
    if (!isTalking) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isTalking]);
}
