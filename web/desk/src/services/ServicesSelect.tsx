import { MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { servicesQuery } from "../parts/setup";
import { best } from "../texts/best";

type Props = { label: string; all: string; value: string[]; onChange: (services: string[]) => void };

/** Chooses some services; none chosen means all. One that is no longer in use stays to be seen. */
export function ServicesSelect({ label, all, value, onChange }: Props) {
  const { i18n } = useTranslation();
  const { data: services } = useQuery(servicesQuery);
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? all : undefined}
      searchable
      clearable
      value={value}
      onChange={onChange}
      data={(services ?? [])
        .filter((it) => !it.isArchived || value.includes(it.id))
        .map((it) => ({ value: it.id, label: best(it.name, i18n.language) }))}
    />
  );
}
