import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import type { Texts } from "../texts/best";
import { dueText } from "../texts/due";

export type Mailbox = Schemas["MailboxView"];
export type MailboxDraft = Schemas["MailboxDraft"];
export type Fault = NonNullable<Schemas["ServerTrial"]["fault"]>;
export type Security = Schemas["LineSecurity"];
export type Rule = Schemas["MailRule"];
export type RuleField = Schemas["MailRuleField"];
export type Half = "incoming" | "outgoing";

export const mailboxesQuery = queryOptions({
  queryKey: ["mailboxes"],
  queryFn: () => told(api.GET("/api/v1/mailboxes")),
  refetchInterval: 10_000,
});

export const mostRules = 200;
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

/** A rule as it is edited: its number stays with it while it is moved. */
export type RuleForm = Rule & { number: number };

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
  rules: RuleForm[];
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
    rules: (it?.rules ?? []).map((rule, at) => ({ ...rule, number: at })),
    isArchived: it?.isArchived ?? false,
    isOfScans: it?.isOfScans ?? false,
  };
}

const noService = "00000000-0000-0000-0000-000000000000";

/** As the server wants it. */
export function draftOf(form: MailboxForm): MailboxDraft {
  return {
    ...form,
    service: form.service || noService,
    incoming: serverDraft(form.incoming),
    outgoing: serverDraft(form.outgoing),
    rules: form.rules.map(({ field, contains, service }) => ({
      field,
      contains: contains.trim(),
      service: service || noService,
    })),
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

/** A new rule, last. */
export function withRule(rules: RuleForm[], service: string): RuleForm[] {
  const number = Math.max(-1, ...rules.map((it) => it.number)) + 1;
  return [...rules, { number, field: "To", contains: "", service }];
}

/** The rules with one of them a step up or down; the same list when it is at the end already. */
export function movedRule(rules: RuleForm[], at: number, by: 1 | -1): RuleForm[] {
  const to = at + by;
  if (to < 0 || to >= rules.length) return rules;
  return rules.with(at, rules[to]!).with(to, rules[at]!);
}

/** A rule about something else: what it looked for fits no more when it is chosen from a list. */
export function aimed(rule: RuleForm, field: RuleField): RuleForm {
  const isChoice = (it: RuleField) => it === "Language" || it === "Verdict";
  const first = field === "Language" ? "fi" : "fail";
  if (isChoice(field)) return { ...rule, field, contains: first };
  return { ...rule, field, contains: isChoice(rule.field) ? "" : rule.contains };
}

const stuck: Fault[] = ["DiskFull", "ChannelMissing", "CentreFull", "NotTaken", "ScannerSilent"];

/** The mailbox can be read, but what is in it waits there. */
export function isStuck(fault: Fault | null): boolean {
  return fault !== null && stuck.includes(fault);
}

export type Tab = "setup" | "texts" | "rules";

/** Where a field stands that something is wrong with. */
export function tabOf(field: string): Tab {
  const [first] = field.split(".");
  if (first === "rules") return "rules";
  return first === "sender" || first === "signature" || first === "receipt" ? "texts" : "setup";
}

/** What was wrong with a form that the server did not take. */
export type Rejected = { errors: Record<string, string[]>; form: MailboxForm };

/** The fields that are still as they were when the server found something wrong with them. A text is one field in all languages. */
export function flawed(rejected: Rejected | null, now: MailboxForm): ReadonlySet<string> {
  const fields = Object.keys(rejected?.errors ?? {}).map((it) =>
    it.replace(/^(sender|signature|receipt|rules)\..*/, "$1"),
  );
  return new Set(fields.filter((it) => JSON.stringify(at(rejected!.form, it)) === JSON.stringify(at(now, it))));
}

function at(form: MailboxForm, field: string): unknown {
  return field.split(".").reduce<unknown>((it, name) => (it as Record<string, unknown> | undefined)?.[name], form);
}

/** An example of what a citizen gets: the placeholders as the server fills them in. */
export function filledIn(text: string, reference: string, due: Date, language: string): string {
  return text.replaceAll("{reference}", reference).replaceAll("{due}", dueText(due, language)).trim();
}
