import {
  Alert,
  Button,
  Loader,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import { newKey, type Person, peopleQuery, rolesQuery, seen } from "../parts/setup";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { SkillsOfPerson } from "./SkillsOfPerson";

type Draft = Schemas["PersonDraft"];

const kinds = ["voice", "chat", "message", "task"] as const;
const usual = { voice: 1, chat: 2, message: 1, task: 1 };

const newPerson: Draft = {
  name: "",
  email: "",
  skills: [],
  languages: ["sv"],
  capacity: usual,
  mayTake: [],
  role: null,
  isArchived: false,
};

function draftOf({ name, email, skills, languages, capacity, mayTake, role, isArchived }: Person): Draft {
  return { name, email, skills, languages, capacity, mayTake, role, isArchived };
}

/** One person on the staff: what she or he can, and answers. */
export default function PersonPage() {
  const { person: id } = useParams({ from: "/people/$person" });
  const { t } = useTranslation("people");
  const { data: people } = useQuery(peopleQuery);
  const found = people?.find((it) => it.id === id);
  if (!people)
    return (
      <Page title={t("title")}>
        <Loader aria-label={t("parts:loading")} />
      </Page>
    );
  if (id !== "new" && !found)
    return (
      <Page title={t("title")}>
        <Alert color="yellow">{t("unknown")}</Alert>
      </Page>
    );
  return <Editor key={id} person={found} />;
}

function Editor({ person }: { person: Person | undefined }) {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const { data: roles } = useQuery(rolesQuery);
  const mayWrite = useMay("people.write");
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(person, (it) =>
    it ? draftOf(it) : newPerson,
  );
  const [key] = useState(newKey);
  const set = (change: Partial<Draft>) => setDraft((it) => ({ ...it, ...change }));
  const save = useSaving(
    (body: Draft) =>
      told(
        base
          ? api.PUT("/api/v1/people/{id}", { params: { path: { id: base.id }, header: seen(base.version) }, body })
          : api.POST("/api/v1/people", { params: { header: key }, body }),
      ),
    {
      changes: [["people"], ["board"], ["reach"]],
      after: (kept) => {
        take(kept);
        if (!base) void navigate({ to: "/people/$person", params: { person: kept.id }, replace: true });
      },
    },
  );
  const roleChoices = (roles ?? [])
    .filter((it) => !it.isArchived || it.id === draft.role)
    .map((it) => ({ value: it.id, label: it.name }));
  const title = draft.name || t("new");
  return (
    <Page
      title={title}
      back={{ to: "/people", name: t("place.people") }}
      actions={
        person &&
        mayWrite && (
          <Button variant="default" onClick={() => save.mutate({ ...draft, isArchived: !draft.isArchived })}>
            {t(draft.isArchived ? "parts:restore" : "parts:archive")}
          </Button>
        )
      }
    >
      {draft.isArchived && (
        <Alert color="gray" mb="md">
          {t("isArchived")}
        </Alert>
      )}
      <fieldset disabled={!mayWrite} style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }} aria-label={title}>
        <Stack className={styles.panel} gap="lg">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t("parts:name")}
              required
              maxLength={200}
              value={draft.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <TextInput
              label={t("email")}
              description={t("emailHelp")}
              inputWrapperOrder={["label", "input", "description"]}
              type="email"
              required
              maxLength={254}
              value={draft.email}
              onChange={(event) => set({ email: event.currentTarget.value })}
            />
          </SimpleGrid>
          <section>
            <Title order={2} mb="xs">
              {t("answers")}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Select
                label={t("role")}
                description={t("roleHelp")}
                clearable
                placeholder={t("noRole")}
                value={draft.role ?? null}
                onChange={(role) => set({ role })}
                data={roleChoices}
              />
              <MultiSelect
                label={t("mayTake")}
                description={t("mayTakeHelp")}
                value={draft.mayTake}
                onChange={(mayTake) => set({ mayTake })}
                data={roleChoices}
              />
            </SimpleGrid>
          </section>
          <section>
            <Title order={2} mb="xs">
              {t("capacity")}
            </Title>
            <Text size="sm" className="quiet" mb="xs">
              {t("capacityHelp")}
            </Text>
            <SimpleGrid cols={{ base: 2, sm: 4 }} maw={560}>
              {kinds.map((it) => (
                <NumberInput
                  key={it}
                  label={t(`kind.${it}`)}
                  min={0}
                  max={20}
                  value={draft.capacity[it] ?? 0}
                  onChange={(count) => set({ capacity: { ...usual, ...draft.capacity, [it]: Number(count) } })}
                />
              ))}
            </SimpleGrid>
          </section>
          <section>
            <Title order={2} mb="xs">
              {t("skills")}
            </Title>
            <TagsInput
              label={t("languages")}
              description={t("languagesHelp")}
              maw={420}
              mb="md"
              value={draft.languages}
              onChange={(languages) =>
                set({ languages: languages.map((it) => it.toLowerCase()).filter((it) => /^[a-z]{2}$/.test(it)) })
              }
              data={["sv", "fi", "en", "no", "ar", "so", "uk", "se"]}
            />
            <SkillsOfPerson skills={draft.skills} onChange={(skills) => set({ skills })} />
          </section>
        </Stack>
      </fieldset>
      <SaveBar
        isChanged={mayWrite && (!base || isChanged)}
        isBusy={save.isPending}
        onSave={() => save.mutate(draft)}
        onUndo={base ? undo : undefined}
        overtaken={overtaken}
      />
    </Page>
  );
}
