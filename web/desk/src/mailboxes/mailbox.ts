import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { chosenService, type RuleForm, rulesDraft, rulesOf } from "../services/rules";
import type { Texts } from "../texts/best";
import { dueText } from "../texts/due";

export type Mailbox = Schemas["MailboxView"];
export type MailboxDraft = Schemas["MailboxDraft"];
export type Fault = NonNullable<Schemas["ServerTrial"]["fault"]>;
export type Security = Schemas["LineSecurity"];
export type RuleField = Schemas["MailRuleField"];
export type Half = "incoming" | "outgoing";

export const mailboxesQuery = queryOptions({
  queryKey: ["mailboxes"],
  queryFn: () => told(api.GET("/api/v1/mailboxes")),
  refetchInterval: 10_000,
});

export const ruleFields: RuleField[] = ["To", "Subject", "From", "Language", "Verdict"];

/** A password, or for OAuth what a token is got with. Empty where the stored one stays. */
export type Secret = {
  password: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  refreshToken: string;
};

export type ServerForm = {
  host: string;
  port: number;
  security: Security;
  user: string;
  signIn: Schemas["MailSignIn"];
  needsNoSignIn: boolean;
  secret: Secret;
};

export type MailboxForm = {
  name: string;
  address: string;
  service: string;
  incoming: ServerForm;
  outgoing: ServerForm;
  folder: string;
  takenFolder: string;
  asideFolder: string;
  trustedServer: string;
  takesPlusAddresses: boolean;
  sender: Texts;
  signature: Texts;
  receipt: Texts;
  rules: RuleForm<RuleField>[];
  isArchived: boolean;
  isOfScans: boolean;
};

const noSecret: Secret = { password: "", tokenUrl: "", clientId: "", clientSecret: "", scope: "", refreshToken: "" };

function serverOf(half: Half, it: Schemas["ServerView"] | undefined): ServerForm {
  const security = it?.security ?? (half === "incoming" ? "Tls" : "StartTls");
  return {
    host: it?.host ?? "",
    port: it?.port ?? usualPort(half, security),
    security,
    user: it?.user ?? "",
    signIn: it?.signIn ?? "Password",
    needsNoSignIn: half === "outgoing" && it !== undefined && !it.hasSecret,
    secret: noSecret,
  };
}

/** What is kept as it is shown for editing, or a new mailbox. */
export function formOf(it: Mailbox | undefined): MailboxForm {
  return {
    name: it?.name ?? "",
    address: it?.address ?? "",
    service: it?.service ?? "",
    incoming: serverOf("incoming", it?.incoming),
    outgoing: serverOf("outgoing", it?.outgoing),
    folder: it?.folder ?? "INBOX",
    takenFolder: it ? (it.takenFolder ?? "") : "Isberg-taken",
    asideFolder: it?.asideFolder ?? "Isberg-aside",
    trustedServer: it?.trustedServer ?? "",
    takesPlusAddresses: it?.takesPlusAddresses ?? false,
    sender: it?.sender ?? {},
    signature: it?.signature ?? {},
    receipt: it?.receipt ?? {},
    rules: rulesOf(it?.rules),
    isArchived: it?.isArchived ?? false,
    isOfScans: it?.isOfScans ?? false,
  };
}

/** As the server wants it. */
export function draftOf(form: MailboxForm): MailboxDraft {
  return {
    ...form,
    service: chosenService(form.service),
    incoming: serverDraft(form.incoming),
    outgoing: serverDraft(form.outgoing),
    rules: rulesDraft(form.rules),
  };
}

function serverDraft({ secret, ...server }: ServerForm): Schemas["ServerDraft"] {
  return { ...server, secret: server.signIn === "Password" ? secret.password || null : grantOf(secret) };
}

/** Null while nothing secret is typed: addresses and scopes alone are filled in by a preset. */
function grantOf({ password: _, ...grant }: Secret): string | null {
  if (!grant.clientId && !grant.clientSecret && !grant.refreshToken) return null;
  return JSON.stringify({ ...grant, refreshToken: grant.refreshToken || null });
}

const ports: Record<Half, Record<Security, number>> = {
  incoming: { Tls: 993, StartTls: 143, None: 143 },
  outgoing: { Tls: 465, StartTls: 587, None: 25 },
};

export function usualPort(half: Half, security: Security): number {
  return ports[half][security];
}

/** Another security moves the port with it, unless somebody has chosen a port of their own. */
export function secured(half: Half, server: ServerForm, security: Security): ServerForm {
  const follows = server.port === usualPort(half, server.security);
  return { ...server, security, port: follows ? usualPort(half, security) : server.port };
}

/** Whether the stored password goes on being used: it is only for whom it was given to. */
export function keepsSecret(kept: Schemas["ServerView"] | undefined, server: ServerForm): boolean {
  return (
    kept?.hasSecret === true &&
    kept.host === server.host.trim() &&
    kept.user === server.user.trim() &&
    kept.signIn === server.signIn &&
    (kept.security === server.security || server.security !== "None")
  );
}

/** The same way of signing in for the other half. */
export function likeIncoming({ user, signIn, secret }: ServerForm, outgoing: ServerForm): ServerForm {
  return { ...outgoing, user, signIn, secret, needsNoSignIn: false };
}

export const presets = {
  microsoft: {
    incoming: { host: "outlook.office365.com", security: "Tls" },
    outgoing: { host: "smtp.office365.com", security: "StartTls" },
    tokenUrl: "https://login.microsoftonline.com/TENANT/oauth2/v2.0/token",
    scope: "https://outlook.office365.com/.default",
    trustedServer: "",
  },
  google: {
    incoming: { host: "imap.gmail.com", security: "Tls" },
    outgoing: { host: "smtp.gmail.com", security: "StartTls" },
    tokenUrl: "https://oauth2.googleapis.com/token",
    scope: "https://mail.google.com/",
    trustedServer: "mx.google.com",
  },
} as const;

export type Preset = keyof typeof presets;

/** Stands in Microsoft's token address until somebody has put the organisation's own there. */
export function lacksTenant(tokenUrl: string): boolean {
  return tokenUrl.includes("/TENANT/");
}

/** Fills in all that is the same for everybody at Microsoft 365 or Google; what is secret stays as it was. */
export function withPreset(form: MailboxForm, preset: Preset): MailboxForm {
  const { tokenUrl, scope, trustedServer } = presets[preset];
  const isPreset = Object.values(presets).some((it) => it.trustedServer === form.trustedServer);
  const filled = (half: Half): ServerForm => {
    const { host, security } = presets[preset][half];
    const { user, secret } = form[half];
    return {
      host,
      security,
      port: usualPort(half, security),
      user: user || form.address,
      signIn: "OAuth",
      needsNoSignIn: false,
      secret: { ...secret, tokenUrl, scope },
    };
  };
  return {
    ...form,
    incoming: filled("incoming"),
    outgoing: filled("outgoing"),
    takesPlusAddresses: true,
    trustedServer: isPreset ? trustedServer : form.trustedServer,
  };
}

export type Tab = "setup" | "texts" | "rules";

/** Where a field stands that something is wrong with. */
export function tabOf(field: string): Tab {
  const [first] = field.split(".");
  if (first === "rules") return "rules";
  return first === "sender" || first === "signature" || first === "receipt" ? "texts" : "setup";
}

/** An example of what a citizen gets: the placeholders as the server fills them in. */
export function filledIn(text: string, reference: string, due: Date, language: string): string {
  return text.replaceAll("{reference}", reference).replaceAll("{due}", dueText(due, language)).trim();
}
