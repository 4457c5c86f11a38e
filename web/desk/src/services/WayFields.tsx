import { Alert, SimpleGrid, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Channel } from "../parts/channels";
import { servicesQuery } from "../parts/setup";
import { best } from "../texts/best";
import { ServiceSelect } from "./ServiceSelect";
import type { WayKind } from "./way";

type Form = { name: string; service: string };

type Props = {
  kind: WayKind;
  form: Form;
  /** What comes in by it, and what is said when the service does not take that. */
  channel: Channel;
  lacks: string;
  wrong: (field: string) => string | undefined;
  onChange: (change: Partial<Form>) => void;
  /** Where it is. */
  children: ReactNode;
  columns?: number;
};

/** What a way in is called, where it is, and the service that it is for. */
export function WayFields({ kind, form, channel, lacks, wrong, onChange, children, columns = 3 }: Props) {
  const { t, i18n } = useTranslation(kind);
  const { data: services } = useQuery(servicesQuery);
  const service = services?.find((it) => it.id === form.service);
  const lacksChannel = service !== undefined && !service.channels.some((it) => it.rule.channel === channel);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: columns }} verticalSpacing="sm">
        <TextInput
          label={t("parts:name")}
          description={t("nameHelp")}
          required
          maxLength={200}
          value={form.name}
          error={wrong("name")}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        {children}
        <ServiceSelect
          label={t("service")}
          description={t("serviceHelp")}
          isRequired
          value={form.service}
          error={wrong("service")}
          onChange={(it) => onChange({ service: it })}
        />
      </SimpleGrid>
      {service && (service.isArchived || lacksChannel) && (
        <Alert color="yellow">
          {t(service.isArchived ? "serviceArchived" : lacks, { service: best(service.name, i18n.language) })}
        </Alert>
      )}
    </>
  );
}
