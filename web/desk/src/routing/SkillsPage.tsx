import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { newKey, peopleQuery, type Skill, seen, skillsQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useDraft } from "../parts/useDraft";
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
  const { draft, setDraft, base, overtaken } = useDraft(skill, (it) => ({
    name: it?.name ?? {},
    description: it?.description ?? {},
  }));
  const [key] = useState(newKey);
  const save = useSaving(
    (isArchived: boolean) => {
      const body = { ...draft, isArchived };
      return told(
        base
          ? api.PUT("/api/v1/skills/{id}", { params: { path: { id: base.id }, header: seen(base.version) }, body })
          : api.POST("/api/v1/skills", { params: { header: key }, body }),
      );
    },
    { changes: [["skills"]], after: onClose },
  );
  return (
    <KeepDialog
      title={t(skill ? "skill.edit" : "skill.new")}
      onClose={onClose}
      onSave={save.mutate}
      isBusy={save.isPending}
      isArchived={skill?.isArchived}
      overtaken={overtaken}
    >
      <TextsInput
        label={t("parts:name")}
        isRequired
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <TextsInput
        label={t("skill.description")}
        description={t("skill.descriptionHelp")}
        isLong
        value={draft.description}
        onChange={(description) => setDraft({ ...draft, description })}
      />
    </KeepDialog>
  );
}
