import { Button, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { Page } from "../parts/Page";
import { Rows } from "../parts/Rows";
import { State } from "../parts/State";
import { type Person, peopleQuery, rolesQuery } from "../parts/setup";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { languageName } from "../texts/languageName";
import { PeopleMenu } from "./PeopleMenu";

/** The staff: who they are, and which role each is in. */
export default function PeoplePage() {
  const { t, i18n } = useTranslation("people");
  const { data: people } = useQuery(peopleQuery);
  const { data: roles } = useQuery(rolesQuery);
  const [search, setSearch] = useState("");
  const [withArchived, setWithArchived] = useState(false);
  const navigate = useNavigate();
  const mayWrite = useMay("people.write");
  const maySteer = useMay("people.steer");
  const wanted = search.trim().toLocaleLowerCase();
  const shown = (people ?? []).filter(
    (it) => (withArchived || !it.isArchived) && `${it.name} ${it.email}`.toLocaleLowerCase().includes(wanted),
  );
  const choose = useSaving(
    ({ id, role }: { id: string; role: string | null }) =>
      told(api.PUT("/api/v1/people/{id}/role", { params: { path: { id } }, body: { role } })),
    { changes: [["people"], ["board"]] },
  );
  const roleName = (id: string | null) => roles?.find((it) => it.id === id)?.name ?? t("noRole");
  const name = (it: Person) => (
    <>
      <Link to="/people/$person" params={{ person: it.id }}>
        {it.name}
      </Link>{" "}
      {it.isArchived && <State tone="rest">{t("parts:archived")}</State>}
    </>
  );
  const role = (it: Person) =>
    maySteer && !it.isArchived ? (
      <Select
        size="xs"
        w={210}
        aria-label={t("roleOf", { name: it.name })}
        clearable
        placeholder={t("noRole")}
        value={it.role}
        onChange={(chosen) => choose.mutate({ id: it.id, role: chosen })}
        data={(roles ?? [])
          .filter((one) => !one.isArchived || one.id === it.role)
          .map((one) => ({ value: one.id, label: one.name }))}
      />
    ) : (
      roleName(it.role)
    );
  return (
    <Page
      title={t("title")}
      actions={
        mayWrite && (
          <>
            <Button variant="default" onClick={() => void navigate({ to: "/people/import" })}>
              {t("import.title")}
            </Button>
            <Button
              leftSection={<IconPlus size={16} />}
              onClick={() => void navigate({ to: "/people/$person", params: { person: "new" } })}
            >
              {t("new")}
            </Button>
          </>
        )
      }
    >
      <PeopleMenu />
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
        rows={people && shown}
        keyOf={(it) => it.id}
        columns={[
          { key: "name", head: t("parts:name"), cell: name },
          { key: "email", head: t("email"), cell: (it) => it.email },
          {
            key: "languages",
            head: t("languages"),
            cell: (it) => it.languages.map((one) => languageName(one, i18n.language)).join(", "),
          },
          { key: "role", head: t("role"), cell: role },
        ]}
        none={t("noneFound")}
        isQuiet={(it) => it.isArchived}
      />
      <Text size="sm" className="quiet" mt="xs">
        {t("count", { count: shown.length })}
      </Text>
    </Page>
  );
}
