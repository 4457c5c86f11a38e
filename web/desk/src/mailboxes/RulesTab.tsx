import { useTranslation } from "react-i18next";
import { RuleList } from "../services/RuleList";
import { languageChoices } from "../services/rules";
import { type MailboxForm, type RuleField, ruleFields } from "./mailbox";

/** Which mails go to other services. */
export function RulesTab({
  form,
  onChange,
  wrong,
}: {
  form: MailboxForm;
  onChange: (change: Partial<MailboxForm>) => void;
  wrong: (field: string) => string | undefined;
}) {
  const { t } = useTranslation("mailboxes");
  const verdicts = ["fail", "pass"].map((value) => ({ value, label: t(`rules.verdict.${value}`) }));
  const choices = (field: RuleField) =>
    field === "Language" ? languageChoices : field === "Verdict" ? verdicts : undefined;
  return (
    <RuleList
      kind="mailboxes"
      rules={form.rules}
      fields={ruleFields}
      choices={choices}
      home={form.service}
      wrong={wrong("rules")}
      onChange={(rules) => onChange({ rules })}
    />
  );
}
