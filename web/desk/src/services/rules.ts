import { languages } from "../texts/texts";

/** A rule as it is edited: its number stays with it while it is moved. */
export type RuleForm<Field extends string = string> = {
  number: number;
  field: Field;
  contains: string;
  service: string;
};

export const mostRules = 200;

const noService = "00000000-0000-0000-0000-000000000000";

/** What was not chosen, as the server is told it. */
export function chosenService(service: string): string {
  return service || noService;
}

/** Rules as they are edited. */
export function rulesOf<Field extends string>(
  rules: readonly Omit<RuleForm<Field>, "number">[] | undefined,
): RuleForm<Field>[] {
  return (rules ?? []).map((rule, at) => ({ ...rule, number: at }));
}

/** As the server wants them. */
export function rulesDraft<Field extends string>(rules: readonly RuleForm<Field>[]) {
  return rules.map(({ field, contains, service }) => ({
    field,
    contains: contains.trim(),
    service: chosenService(service),
  }));
}

/** A new rule, last. */
export function withRule<Field extends string>(
  rules: RuleForm<Field>[],
  field: Field,
  service: string,
): RuleForm<Field>[] {
  const number = Math.max(-1, ...rules.map((it) => it.number)) + 1;
  return [...rules, { number, field, contains: "", service }];
}

/** The rules with one of them a step up or down; the same list when it is at the end already. */
export function movedRule<Field extends string>(rules: RuleForm<Field>[], at: number, by: 1 | -1): RuleForm<Field>[] {
  const to = at + by;
  if (to < 0 || to >= rules.length) return rules;
  return rules.with(at, rules[to]!).with(to, rules[at]!);
}

/** What can be chosen for a field that has but a few values, the first of them first; undefined: it is typed. */
export type Choices<Field extends string> = (field: Field) => readonly { value: string; label: string }[] | undefined;

/** The other language of the house first: it is what rules are made for. */
export const languageChoices = (["fi", "sv", "en"] as const).map((value) => ({ value, label: languages[value] }));

/** A rule about something else: what it looked for fits no more when either is chosen from a list. */
export function aimed<Field extends string>(
  rule: RuleForm<Field>,
  field: Field,
  choices: Choices<Field>,
): RuleForm<Field> {
  if (rule.field === field) return rule;
  const first = choices(field)?.[0]?.value;
  return { ...rule, field, contains: first ?? (choices(rule.field) ? "" : rule.contains) };
}
