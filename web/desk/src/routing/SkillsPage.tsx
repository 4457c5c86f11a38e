import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { peopleQuery, type Skill, skillsQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useSetupDialog } from "../parts/useSetupDialog";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { RoutingMenu } from "./RoutingMenu";

const levels = [1, 2, 3, 4, 5];

/** What people can be able to do, and how many can at each level. */
export default function SkillsPage() {
  const { t, i18n } = useTranslation("routing");
  const { data: skills } = useQuery(skillsQuery);
  const { data: people } = useQuery(peopleQuery);
  const nameOf = (it: Skill) => best(it.name, i18n.language);
  const count = (skill: string, level: number) =>
    (people ?? []).filter((it) => !it.isArchived && it.skills.some((one) => one.skill === skill && one.level === level))
      .length;
  return (
    <SetupList
      title={t("title")}
      menu={<RoutingMenu />}
      help={t("skill.help")}
      rows={skills}
      columns={[
        {
          key: "name",
          head: t("skill.skill"),
          cell: (it) => (
            <>
              <b>{nameOf(it)}</b>
              <Text size="xs" className="quiet">
                {best(it.description, i18n.language)}
              </Text>
            </>
          ),
        },
        ...levels.map((level) => ({
          key: `level ${level}`,
          head: t("skill.level", { level }),
          cell: (it: Skill) => count(it.id, level) || <span className="quiet">–</span>,
        })),
      ]}
      none={t("skill.none")}
      mayWrite={useMay("people.write")}
      add={t("skill.new")}
      editOf={(it) => t("skill.editOf", { name: nameOf(it) })}
      dialog={(skill, onClose) => <SkillDialog skill={skill} onClose={onClose} />}
    />
  );
}

function SkillDialog({ skill, onClose }: { skill: Skill | undefined; onClose: () => void }) {
  const { t } = useTranslation("routing");
  const { draft, set, dialog } = useSetupDialog(skill, {
    draftOf: (it) => ({ name: it?.name ?? {}, description: it?.description ?? {} }),
    bodyOf: (it, isArchived) => ({ ...it, isArchived }),
    put: (params, body) => api.PUT("/api/v1/skills/{id}", { params, body }),
    post: (params, body) => api.POST("/api/v1/skills", { params, body }),
    changes: [["skills"]],
    onClose,
  });
  return (
    <KeepDialog {...dialog} title={t(skill ? "skill.edit" : "skill.new")}>
      <TextsInput label={t("parts:name")} isRequired value={draft.name} onChange={(name) => set({ name })} />
      <TextsInput
        label={t("skill.description")}
        description={t("skill.descriptionHelp")}
        isLong
        value={draft.description}
        onChange={(description) => set({ description })}
      />
    </KeepDialog>
  );
}
