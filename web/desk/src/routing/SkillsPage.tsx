import { Button, Group, Modal, Stack, Switch, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { State } from "../parts/State";
import { newKey, peopleQuery, type Skill, seen, skillsQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { RoutingMenu } from "./RoutingMenu";

const levels = [1, 2, 3, 4, 5];

/** What people can be able to do, and how many can at each level. */
export default function SkillsPage() {
  const { t, i18n } = useTranslation("routing");
  const { data: skills } = useQuery(skillsQuery);
  const { data: people } = useQuery(peopleQuery);
  const [edited, setEdited] = useState<Skill | "new" | null>(null);
  const [withArchived, setWithArchived] = useState(false);
  const mayWrite = useMay("people.write");
  const count = (skill: string, level: number) =>
    (people ?? []).filter((it) => !it.isArchived && it.skills.some((one) => one.skill === skill && one.level === level))
      .length;
  return (
    <Page
      title={t("title")}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
            {t("skill.new")}
          </Button>
        )
      }
    >
      <RoutingMenu />
      <Group justify="space-between" mb="sm">
        <Text size="sm" className="quiet" maw={640}>
          {t("skill.help")}
        </Text>
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
              <th scope="col">{t("skill.skill")}</th>
              {levels.map((it) => (
                <th key={it} scope="col">
                  {t("skill.level", { level: it })}
                </th>
              ))}
              <th scope="col">
                <span className="unseen">{t("parts:edit")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(skills ?? [])
              .filter((it) => withArchived || !it.isArchived)
              .map((it) => (
                <tr key={it.id} className={it.isArchived ? styles.archived : undefined}>
                  <td>
                    <b>{best(it.name, i18n.language)}</b>{" "}
                    {it.isArchived && <State tone="rest">{t("parts:archived")}</State>}
                    <Text size="xs" className="quiet">
                      {best(it.description, i18n.language)}
                    </Text>
                  </td>
                  {levels.map((level) => (
                    <td key={level}>{count(it.id, level) || <span className="quiet">–</span>}</td>
                  ))}
                  <td className={styles.end}>
                    {mayWrite && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t("skill.editOf", { name: best(it.name, i18n.language) })}
                        onClick={() => setEdited(it)}
                      >
                        {t("parts:edit")}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
        {skills?.length === 0 && <div className={styles.empty}>{t("skill.none")}</div>}
      </div>
      {edited && <SkillDialog skill={edited === "new" ? undefined : edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

function SkillDialog({ skill, onClose }: { skill: Skill | undefined; onClose: () => void }) {
  const { t } = useTranslation("routing");
  const [name, setName] = useState(skill?.name ?? {});
  const [description, setDescription] = useState(skill?.description ?? {});
  const [key] = useState(newKey);
  const save = useSaving(
    (isArchived: boolean) => {
      const body = { name, description, isArchived };
      return told(
        skill
          ? api.PUT("/api/v1/skills/{id}", { params: { path: { id: skill.id }, header: seen(skill.version) }, body })
          : api.POST("/api/v1/skills", { params: { header: key }, body }),
      );
    },
    { changes: [["skills"]], after: onClose },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(skill ? "skill.edit" : "skill.new")}
      closeButtonProps={{ "aria-label": t("parts:cancel") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(skill?.isArchived ?? false);
        }}
      >
        <Stack>
          <TextsInput label={t("parts:name")} isRequired value={name} onChange={setName} />
          <TextsInput
            label={t("skill.description")}
            description={t("skill.descriptionHelp")}
            isLong
            value={description}
            onChange={setDescription}
          />
          <Group justify="flex-end">
            {skill && (
              <Button variant="subtle" color="gray" mr="auto" onClick={() => save.mutate(!skill.isArchived)}>
                {t(skill.isArchived ? "parts:restore" : "parts:archive")}
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              {t("parts:save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
