import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Service, servicesQuery } from "../parts/setup";
import { best } from "../texts/best";

type Channel = Service["channels"][number]["rule"]["channel"];

const takes = (service: Service, channel: Channel | undefined) =>
  !channel || service.channels.some((it) => it.rule.channel === channel);

/** Chooses one of the services that are in use; one that is no longer stays to be seen. */
export function ServiceSelect({
  label,
  description,
  channel,
  value,
  error,
  isRequired = false,
  onChange,
}: {
  label: string;
  description?: string;
  /** Only services that take this; without it, all. */
  channel?: Channel;
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
        .filter((it) => it.id === value || (!it.isArchived && takes(it, channel)))
        .map((it) => ({
          value: it.id,
          label: best(it.name, i18n.language) + (it.isArchived ? ` (${t("archived")})` : ""),
        }))
        .sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
    />
  );
}
