import { Button, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { State } from "../parts/State";
import { peopleQuery, rolesQuery } from "../parts/setup";
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
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("parts:name")}</th>
              <th scope="col">{t("email")}</th>
              <th scope="col">{t("languages")}</th>
              <th scope="col">{t("role")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((it) => (
              <tr key={it.id} className={it.isArchived ? styles.archived : undefined}>
                <td>
                  <Link to="/people/$person" params={{ person: it.id }}>
                    {it.name}
                  </Link>{" "}
                  {it.isArchived && <State tone="rest">{t("parts:archived")}</State>}
                </td>
                <td>{it.email}</td>
                <td>{it.languages.map((one) => languageName(one, i18n.language)).join(", ")}</td>
                <td>
                  {maySteer && !it.isArchived ? (
                    <Select
                      size="xs"
                      w={210}
                      aria-label={t("roleOf", { name: it.name })}
                      clearable
                      placeholder={t("noRole")}
                      value={it.role}
                      onChange={(role) => choose.mutate({ id: it.id, role })}
                      data={(roles ?? [])
                        .filter((one) => !one.isArchived || one.id === it.role)
                        .map((one) => ({ value: one.id, label: one.name }))}
                    />
                  ) : (
                    roleName(it.role)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {people && shown.length === 0 && <div className={styles.empty}>{t("noneFound")}</div>}
      </div>
      <Text size="sm" className="quiet" mt="xs">
        {t("count", { count: shown.length })}
      </Text>
    </Page>
  );
}
