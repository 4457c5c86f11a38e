import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { servicesQuery } from "../parts/setup";
import { best } from "../texts/best";

/** Chooses one of the services that are in use; one that is no longer stays to be seen. */
export function ServiceSelect({
  label,
  description,
  value,
  error,
  isRequired = false,
  onChange,
}: {
  label: string;
  description?: string;
  value: string;
  error?: string;
  isRequired?: boolean;
  onChange: (service: string) => void;
}) {
  const { t, i18n } = useTranslation("parts");
  const { data: services } = useQuery(servicesQuery);
  return (
    <Select
      label={label}
      description={description}
      required={isRequired}
      searchable
      allowDeselect={false}
      value={value || null}
      error={error}
      onChange={(it) => onChange(it ?? value)}
      data={(services ?? [])
        .filter((it) => !it.isArchived || it.id === value)
        .map((it) => ({
          value: it.id,
          label: best(it.name, i18n.language) + (it.isArchived ? ` (${t("archived")})` : ""),
        }))
        .sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
    />
  );
}
