import { expect, test } from "vitest";
import { aimed, movedRule, type RuleForm, rulesDraft, withRule } from "./rules";

type Field = "To" | "Subject" | "Language" | "Verdict";

const rules = (...names: string[]): RuleForm<Field>[] =>
  names.map((contains, number) => ({ number, field: "To", contains, service: "s" }));

const choices = (field: Field) =>
  ({ Language: [{ value: "fi", label: "Suomi" }], Verdict: [{ value: "fail", label: "Failed" }] })[field as "Language"];

test("rules are added last, moved a step at a time, and stay within the list", () => {
  const three = rules("a", "b", "c");
  const names = (it: RuleForm[]) => it.map(({ contains }) => contains).join("");
  expect(names(movedRule(three, 2, -1))).toBe("acb");
  expect(movedRule(three, 0, -1)).toBe(three);
  expect(movedRule(three, 2, 1)).toBe(three);
  expect(withRule(movedRule(three, 2, -1), "To", "s").map((it) => it.number)).toEqual([0, 2, 1, 3]);
});

test("what a rule looks for fits what it is about", () => {
  const [rule] = rules("parks") as [RuleForm<Field>];
  expect(aimed(rule, "Subject", choices).contains).toBe("parks");
  expect(aimed(rule, "Verdict", choices).contains).toBe("fail");
  expect(aimed(aimed(rule, "Language", choices), "To", choices).contains).toBe("");
});

test("a rule whose service was not chosen is sent, so that the server can say what is wrong with it", () => {
  const [sent] = rulesDraft([{ number: 7, field: "To", contains: " parks ", service: "" }]);
  expect(sent).toEqual({ field: "To", contains: "parks", service: "00000000-0000-0000-0000-000000000000" });
});
