import { expect, test } from "vitest";
import { flawed } from "../services/way";
import {
  draftOf,
  type Fault,
  filledIn,
  formOf,
  keepsSecret,
  lacksTenant,
  likeIncoming,
  secured,
  tabOf,
  withPreset,
} from "./mailbox";

const faults: Record<Fault, true> = {
  Unreachable: true,
  TimedOut: true,
  TlsMissing: true,
  TlsFailed: true,
  CertificateExpired: true,
  CertificateForAnotherName: true,
  CertificateUntrusted: true,
  AuthenticationRefused: true,
  AuthenticationWayMissing: true,
  Unavailable: true,
  ConnectionLost: true,
  Bye: true,
  ProtocolBroken: true,
  FolderMissing: true,
  MessageMissing: true,
  Refused: true,
  TokenRefused: true,
  SecretUnreadable: true,
  DiskFull: true,
  ChannelMissing: true,
  CentreFull: true,
  NotTaken: true,
  ScannerSilent: true,
};

const kept = {
  host: "imap.example.org",
  port: 993,
  security: "Tls",
  user: "info",
  signIn: "Password",
  hasSecret: true,
} as const;

test("every fault is told in every language: what it is, and what to do", () => {
  const files = import.meta.glob<{ fault: Record<string, { what: string; act: string }> }>("./messages.*.json", {
    eager: true,
    import: "default",
  });
  expect(Object.keys(files)).toHaveLength(3);
  for (const file of Object.values(files))
    for (const fault of Object.keys(faults)) {
      expect(file.fault[fault]?.what, fault).toBeTruthy();
      expect(file.fault[fault]?.act, fault).toBeTruthy();
    }
});

test("nothing secret is sent where nothing was typed, so that the stored one stays", () => {
  const form = withPreset(formOf(undefined), "google");
  expect(draftOf(formOf(undefined)).incoming.secret).toBeNull();
  expect(draftOf(form).incoming.secret).toBeNull();
  const typed = { ...form, incoming: { ...form.incoming, secret: { ...form.incoming.secret, clientId: "isberg" } } };
  expect(JSON.parse(draftOf(typed).incoming.secret!)).toEqual({
    tokenUrl: "https://oauth2.googleapis.com/token",
    clientId: "isberg",
    clientSecret: "",
    scope: "https://mail.google.com/",
    refreshToken: null,
  });
});

test("a password of the other way of signing in is not sent", () => {
  const form = formOf(undefined);
  const server = { ...form.incoming, signIn: "OAuth" as const, secret: { ...form.incoming.secret, password: "hush" } };
  expect(draftOf({ ...form, incoming: server }).incoming.secret).toBeNull();
});

test("the stored password is only for the server and user it was given for", () => {
  const server = formOf({ incoming: kept } as never).incoming;
  expect(keepsSecret(kept, server)).toBe(true);
  expect(keepsSecret(kept, { ...server, port: 1993 })).toBe(true);
  expect(keepsSecret(kept, { ...server, host: "imap.example.com" })).toBe(false);
  expect(keepsSecret(kept, { ...server, user: "other" })).toBe(false);
  expect(keepsSecret(kept, { ...server, security: "None" })).toBe(false);
  expect(keepsSecret({ ...kept, hasSecret: false }, server)).toBe(false);
});

test("another security moves the port with it, but not one that somebody chose", () => {
  const { incoming, outgoing } = formOf(undefined);
  expect(secured("incoming", incoming, "StartTls").port).toBe(143);
  expect(secured("outgoing", outgoing, "Tls").port).toBe(465);
  expect(secured("incoming", { ...incoming, port: 1993 }, "StartTls").port).toBe(1993);
});

test("a preset fills in what is the same for everybody, and keeps what is not", () => {
  const form = { ...formOf(undefined), address: "info@example.org", trustedServer: "mx.example.org" };
  const microsoft = withPreset(form, "microsoft");
  expect(microsoft.incoming).toMatchObject({ host: "outlook.office365.com", port: 993, user: "info@example.org" });
  expect(microsoft.outgoing).toMatchObject({ host: "smtp.office365.com", port: 587, security: "StartTls" });
  expect(microsoft.trustedServer).toBe("mx.example.org");
  expect(withPreset(withPreset(formOf(undefined), "google"), "microsoft").trustedServer).toBe("");
  expect(withPreset({ ...form, trustedServer: "" }, "google").trustedServer).toBe("mx.google.com");
  expect(lacksTenant(microsoft.incoming.secret.tokenUrl)).toBe(true);
  expect(lacksTenant(withPreset(form, "google").incoming.secret.tokenUrl)).toBe(false);
  expect(likeIncoming(microsoft.incoming, form.outgoing)).toMatchObject({ host: "", user: "info@example.org" });
});

test("a field is marked until it is changed, and a text is one field in all languages", () => {
  const form = formOf(undefined);
  const errors = { "incoming.host": ["Fill it in."], "receipt.sv": ["Too long."], name: ["Fill it in."] };
  expect([...flawed({ errors, form }, form)].sort()).toEqual(["incoming.host", "name", "receipt"]);
  const changed = { ...form, name: "Info", receipt: { sv: "Tack" } };
  expect([...flawed({ errors, form }, changed)]).toEqual(["incoming.host"]);
  expect(flawed(null, form).size).toBe(0);
  expect(["incoming.host", "receipt", "rules", "name"].map(tabOf)).toEqual(["setup", "texts", "rules", "setup"]);
});

test("an example of a receipt says what the server will say", () => {
  const due = new Date(2026, 10, 2, 9, 5);
  const said = (language: string) => filledIn(" {reference}: {due}, {reference} ", "K7MP-4Q2W", due, language);
  expect(said("sv")).toBe("K7MP-4Q2W: 2 november 2026 klockan 09:05, K7MP-4Q2W");
  expect(said("fi")).toBe("K7MP-4Q2W: 2.11.2026 klo 9.05, K7MP-4Q2W");
  expect(said("en")).toBe("K7MP-4Q2W: 2 November 2026 at 09:05, K7MP-4Q2W");
});
