import { Button, Group, Switch, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../parts/channels";
import { Page } from "../parts/Page";
import { Rows } from "../parts/Rows";
import { State } from "../parts/State";
import { commissionersQuery, type Service, servicesQuery } from "../parts/setup";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { ServicesMenu } from "./ServicesMenu";

/** What we promise the public: every service, and whom it is run for. */
export default function ServicesPage() {
  const { t, i18n } = useTranslation("services");
  const { data: services } = useQuery(servicesQuery);
  const { data: commissioners } = useQuery(commissionersQuery);
  const [search, setSearch] = useState("");
  const [withArchived, setWithArchived] = useState(false);
  const navigate = useNavigate();
  const mayWrite = useMay("service.write");
  const nameOf = (texts: Record<string, string>) => best(texts, i18n.language);
  const shown = (services ?? [])
    .filter(
      (it) =>
        (withArchived || !it.isArchived) &&
        nameOf(it.name).toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()),
    )
    .sort((a, b) => nameOf(a.name).localeCompare(nameOf(b.name), i18n.language));
  const name = (it: Service) => (
    <>
      <Link to="/services/$service" params={{ service: it.id }}>
        {nameOf(it.name)}
      </Link>{" "}
      {it.isArchived && <State tone="rest">{t("parts:archived")}</State>}
    </>
  );
  const channels = (it: Service) => (
    <Group gap={8} display="inline-flex">
      {it.channels.map(({ rule }) => (
        <ChannelIcon key={rule.channel} channel={rule.channel} size={18} />
      ))}
    </Group>
  );
  return (
    <Page
      title={t("title")}
      actions={
        mayWrite && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => void navigate({ to: "/services/$service", params: { service: "new" } })}
          >
            {t("new")}
          </Button>
        )
      }
    >
      <ServicesMenu />
      <Group mb="sm" gap="md">
        <TextInput
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<IconSearch size={15} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Switch
          label={t("parts:showArchived")}
          checked={withArchived}
          onChange={(event) => setWithArchived(event.currentTarget.checked)}
        />
      </Group>
      <Rows
        rows={services && shown}
        keyOf={(it) => it.id}
        columns={[
          { key: "name", head: t("service"), cell: name },
          { key: "channels", head: t("channels.title"), cell: channels },
          {
            key: "commissioner",
            head: t("commissioner"),
            cell: (it) => commissioners?.find((one) => one.id === it.commissioner)?.name,
          },
        ]}
        none={t(services?.length === 0 ? "none" : "noneFound")}
        isQuiet={(it) => it.isArchived}
      />
    </Page>
  );
}
