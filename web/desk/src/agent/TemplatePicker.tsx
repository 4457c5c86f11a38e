import { ActionIcon, Combobox, Text, Tooltip, useCombobox } from "@mantine/core";
import { IconTemplate } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { templatesQuery } from "../parts/setup";
import { useSession } from "../session/session";
import { best } from "../texts/best";
import { type DeskContact, useSetup } from "./desk";
import styles from "./TemplatePicker.module.css";
import { filled, type Known, sought, type Template } from "./template";

/** What a text is about: its service and language, and what templates are filled in with. */
export type About = Pick<Known, "reference" | "due" | "customer"> & { service: string; language: string | null };

export function aboutContact({ service, language, reference, dueAt, name }: DeskContact["card"]): About {
  const customer = name?.includes("@") ? null : name; // who gave no name is called by his address
  return { service, language, reference, due: dueAt, customer };
}

type Props = { about: About; onPick: (text: string) => void };

/** Finds a template and puts its text in, in the conversation's language. */
export function TemplatePicker({ about, onPick }: Props) {
  const { t, i18n } = useTranslation("agent");
  const [words, setWords] = useState("");
  const { data: templates = [] } = useQuery(templatesQuery);
  const { name: agent } = useSession();
  const service = useSetup()?.services.find((it) => it.service === about.service);
  const language = about.language ?? i18n.language;
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      box.resetSelectedOption();
      setWords("");
    },
  });
  const found = sought(templates, about.service, words, language);

  function pick(it: Template) {
    const known = {
      reference: about.reference,
      due: about.due,
      customer: about.customer,
      agent,
      service: best(service?.name, language),
    };
    onPick(filled(it, known, language, new Date(), (name) => t(`template.gap.${name}`)));
  }

  if (sought(templates, about.service, "", language).length === 0) return null;
  return (
    <Combobox
      store={box}
      width={360}
      position="top-start"
      onOptionSubmit={(id) => {
        box.closeDropdown();
        const it = templates.find((one) => one.id === id);
        if (it) pick(it);
      }}
    >
      <Combobox.Target targetType="button" withExpandedAttribute>
        <Tooltip label={t("template.put")} disabled={box.dropdownOpened}>
          <ActionIcon size={36} variant="default" aria-label={t("template.put")} onClick={() => box.toggleDropdown()}>
            <IconTemplate size={18} />
          </ActionIcon>
        </Tooltip>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label={t("template.search")}
          placeholder={t("template.search")}
          value={words}
          onChange={(it) => {
            setWords(it.currentTarget.value);
            box.updateSelectedOptionIndex();
          }}
        />
        <Combobox.Options className={styles.options} aria-label={t("template.all")}>
          {found.map((it) => (
            <Combobox.Option key={it.id} value={it.id}>
              <Text size="sm" fw={550}>
                {it.name}
              </Text>
              <Text size="xs" className="quiet" lineClamp={2}>
                {best(it.text, language)}
              </Text>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t("template.nothing")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
