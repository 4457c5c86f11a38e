import { NativeSelect, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { type Person, peopleQuery, seen, skillsQuery } from "../parts/setup";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { PeopleMenu } from "./PeopleMenu";

const levels = ["1", "2", "3", "4", "5"];

/** Who can what: one row a person, one column a skill. */
export default function SkillMatrixPage() {
  const { t, i18n } = useTranslation("people");
  const { data: people } = useQuery(peopleQuery);
  const { data: skills } = useQuery(skillsQuery);
  const maySteer = useMay("people.steer");
  const inUse = (skills ?? []).filter((it) => !it.isArchived);
  const today = new Date().toISOString().slice(0, 10);
  const save = useSaving(
    ({ person, skill, level }: { person: Person; skill: string; level: number }) => {
      const others = person.skills.filter((it) => it.skill !== skill);
      const kept = person.skills.find((it) => it.skill === skill);
      return told(
        api.PUT("/api/v1/people/{id}/skills", {
          params: { path: { id: person.id }, header: seen(person.version) },
          body: { skills: level === 0 ? others : [...others, { ...kept, skill, level }] },
        }),
      );
    },
    { changes: [["people"], ["board"]] },
  );
  return (
    <Page title={t("title")} isWide>
      <PeopleMenu />
      <Text size="sm" className="quiet" mb="sm">
        {t("matrixHelp")}
      </Text>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("parts:name")}</th>
              {inUse.map((it) => (
                <th key={it.id} scope="col">
                  {best(it.name, i18n.language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(people ?? [])
              .filter((it) => !it.isArchived)
              .map((person) => (
                <tr key={person.id}>
                  <th scope="row" style={{ textAlign: "start" }}>
                    <Link to="/people/$person" params={{ person: person.id }}>
                      {person.name}
                    </Link>
                  </th>
                  {inUse.map((skill) => {
                    const own = person.skills.find((it) => it.skill === skill.id);
                    const isOver = own?.expires != null && own.expires < today;
                    return (
                      <td key={skill.id}>
                        <NativeSelect
                          size="xs"
                          w={76}
                          disabled={!maySteer || save.isPending}
                          aria-label={`${person.name}, ${best(skill.name, i18n.language)}`}
                          value={String(own?.level ?? 0)}
                          onChange={(event) =>
                            save.mutate({ person, skill: skill.id, level: Number(event.currentTarget.value) })
                          }
                          data={[{ value: "0", label: "–" }, ...levels]}
                        />
                        {isOver && (
                          <Text size="xs" c="red">
                            {t("expired")}
                          </Text>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
          </tbody>
        </table>
        {skills && inUse.length === 0 && <div className={styles.empty}>{t("noSkills")}</div>}
      </div>
    </Page>
  );
}
