import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";
import { chosenService, type RuleForm, rulesDraft, rulesOf } from "../services/rules";
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

export const ruleFields: RuleField[] = ["Text", "Language"];

export type IntakeForm = {
  name: string;
  folder: string;
  service: string;
  rules: RuleForm<RuleField>[];
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
    rules: rulesOf(it?.rules),
    sender: it?.sender ?? {},
    window: it?.window ?? "Right",
    isArchived: it?.isArchived ?? false,
  };
}

/** As the server wants it. */
export function draftOf(form: IntakeForm): IntakeDraft {
  return {
    ...form,
    folder: form.folder.trim(),
    service: chosenService(form.service),
    rules: rulesDraft(form.rules),
  };
}
