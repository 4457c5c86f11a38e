import { List, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { numbersQuery } from "../numbers/number";
import { ServiceSelect } from "../services/ServiceSelect";
import { languageName } from "../texts/languageName";
import { languages } from "../texts/texts";
import { at } from "./check";
import type { Editing } from "./useFlow";
import type { Words } from "./words";

/** What holds for the whole flow: its name, its language, where it begins, who takes over, and which numbers lead to it. */
export function About({ editing, words }: { editing: Editing; words: Words }) {
  const { t, i18n } = useTranslation("flows");
  const { draft, flow, outline } = editing;
  const wrong = (field: string) => {
    const found = at(editing.mistakes, null).find((it) => it.field === field);
    return found && words.mistake(found);
  };
  return (
    <Stack gap="md">
      <TextInput
        label={t("parts:name")}
        description={t("nameHelp")}
        required
        maxLength={200}
        value={draft.name}
        onChange={(event) => editing.set({ name: event.currentTarget.value })}
      />
      <Select
        label={t("language")}
        description={t("languageHelp")}
        allowDeselect={false}
        value={flow.language}
        data={Object.keys(languages).map((it) => ({ value: it, label: languageName(it, i18n.language) }))}
        onChange={(it) => editing.setFlow({ ...flow, language: it ?? flow.language })}
      />
      <ServiceSelect
        label={t("person")}
        description={t("personHelp")}
        isRequired
        value={flow.person ?? ""}
        error={wrong("person")}
        onChange={(person) => editing.setFlow({ ...flow, person })}
      />
      {flow.steps.length > 0 && (
        <Select
          label={t("start")}
          allowDeselect={false}
          searchable
          value={flow.start}
          error={wrong("start")}
          data={flow.steps
            .toSorted((a, b) => (outline.numbers.get(a.id) ?? 0) - (outline.numbers.get(b.id) ?? 0))
            .map((it) => ({ value: it.id, label: words.name(it) }))}
          onChange={(start) => editing.setFlow({ ...flow, start: start ?? flow.start })}
        />
      )}
      <Numbers flow={editing.id} />
    </Stack>
  );
}

function Numbers({ flow }: { flow: string }) {
  const { t } = useTranslation("flows");
  const { data: numbers } = useQuery(numbersQuery);
  const own = numbers?.filter((it) => it.flow === flow && !it.isArchived) ?? [];
  return (
    <section aria-labelledby="flow-numbers">
      <Text size="sm" fw={500} id="flow-numbers">
        {t("numbers")}
      </Text>
      {own.length === 0 ? (
        <Text size="sm" className="quiet">
          {t("noNumbers")} <Link to="/services/numbers">{t("toNumbers")}</Link>
        </Text>
      ) : (
        <List size="sm" listStyleType="none">
          {own.map((it) => (
            <List.Item key={it.id}>
              <Link to="/services/numbers/$number" params={{ number: it.id }}>
                {it.dialled}
              </Link>{" "}
              <span className="quiet">{it.name}</span>
            </List.Item>
          ))}
        </List>
      )}
    </section>
  );
}
