import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import type { Texts } from "../texts/best";

export type Intake = Schemas["IntakeView"];
export type IntakeDraft = Schemas["IntakeDraft"];
export type RuleField = Schemas["LetterRuleField"];
export type AsideLetter = Schemas["AsideLetter"];

export const intakesQuery = queryOptions({
  queryKey: ["intakes"],
  queryFn: () => told(api.GET("/api/v1/intakes")),
  refetchInterval: 10_000,
});

/** Where folders lie on the server, and which programs it has to read letters with. */
export const intakeServerQuery = queryOptions({
  queryKey: ["intakes", "server"],
  queryFn: () => told(api.GET("/api/v1/intakes/server")),
  refetchInterval: 60_000,
});

export const asideLettersQuery = queryOptions({
  queryKey: ["intakes", "aside"],
  queryFn: () => told(api.GET("/api/v1/intakes/aside")),
  refetchInterval: 10_000,
});

export const mostRules = 200;
export const ruleFields: RuleField[] = ["Text", "Language"];

/** A rule as it is edited: its number stays with it while it is moved. */
export type RuleForm = Schemas["LetterRule"] & { number: number };

export type IntakeForm = {
  name: string;
  folder: string;
  service: string;
  rules: RuleForm[];
  sender: Texts;
  window: Schemas["EnvelopeWindow"];
  isArchived: boolean;
};

/** What is kept as it is shown for editing, or a new intake. */
export function formOf(it: Intake | undefined): IntakeForm {
  return {
    name: it?.name ?? "",
    folder: it?.folder ?? "",
    service: it?.service ?? "",
    rules: (it?.rules ?? []).map((rule, at) => ({ ...rule, number: at })),
    sender: it?.sender ?? {},
    window: it?.window ?? "Right",
    isArchived: it?.isArchived ?? false,
  };
}

const noService = "00000000-0000-0000-0000-000000000000";

/** As the server wants it. */
export function draftOf(form: IntakeForm): IntakeDraft {
  return {
    ...form,
    folder: form.folder.trim(),
    service: form.service || noService,
    rules: form.rules.map(({ field, contains, service }) => ({
      field,
      contains: contains.trim(),
      service: service || noService,
    })),
  };
}

/** A new rule, last. */
export function withRule(rules: RuleForm[], service: string): RuleForm[] {
  const number = Math.max(-1, ...rules.map((it) => it.number)) + 1;
  return [...rules, { number, field: "Text", contains: "", service }];
}

/** The rules with one of them a step up or down. */
export function movedRule(rules: RuleForm[], at: number, by: 1 | -1): RuleForm[] {
  const to = at + by;
  if (to < 0 || to >= rules.length) return rules;
  return rules.with(at, rules[to]!).with(to, rules[at]!);
}

/** A rule about something else: what it looked for fits no more. */
export function aimed(rule: RuleForm, field: RuleField): RuleForm {
  return rule.field === field ? rule : { ...rule, field, contains: field === "Language" ? "fi" : "" };
}

const stuck: Schemas["IntakeFault"][] = ["DiskFull", "ChannelMissing", "CentreFull", "NotTaken", "ScannerSilent"];

/** The folder can be read, but what is in it waits there. */
export function isStuck(fault: Schemas["IntakeFault"] | null): boolean {
  return fault !== null && stuck.includes(fault);
}
