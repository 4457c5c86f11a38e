import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { numbersQuery } from "../numbers/number";
import { SetupPage } from "../parts/SetupPage";
import { newKey } from "../parts/setup";
import { useSaving } from "../parts/useSaving";
import { ServiceSelect } from "../services/ServiceSelect";
import { ServicesMenu } from "../services/ServicesMenu";
import { useMay } from "../session/session";
import { languageName } from "../texts/languageName";
import { type LanguageCode, languages } from "../texts/texts";
import { type FlowView, firstFlow, flowsQuery } from "./flow";
import { withPlaces } from "./layout";
import { FlowState } from "./Publish";

/** Every flow: which version callers meet, and which numbers lead to it. */
export default function FlowsPage() {
  const { t, i18n } = useTranslation("flows");
  const { data: flows } = useQuery(flowsQuery);
  const { data: numbers } = useQuery(numbersQuery);
  const [isAdding, setAdding] = useState(false);
  const dialled = (it: FlowView) =>
    numbers?.filter((one) => one.flow === it.id && !one.isArchived).map((one) => one.dialled);
  return (
    <SetupPage
      title={t("services:title")}
      menu={<ServicesMenu />}
      help={t("help")}
      rows={flows?.toSorted((a, b) => a.name.localeCompare(b.name, i18n.language))}
      columns={[
        {
          key: "name",
          head: t("title"),
          cell: (it) => (
            <Link to="/services/flows/$flow" params={{ flow: it.id }}>
              {it.name}
            </Link>
          ),
        },
        { key: "state", head: t("state.head"), cell: (it) => <FlowState flow={it} /> },
        { key: "numbers", head: t("numbers"), cell: (it) => dialled(it)?.join(", ") },
      ]}
      none={t("none")}
      mayWrite={useMay("service.write")}
      add={t("new")}
      onAdd={() => setAdding(true)}
    >
      {isAdding && <NewFlow onClose={() => setAdding(false)} />}
    </SetupPage>
  );
}

function NewFlow({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation("flows");
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [language, setLanguage] = useState<LanguageCode>("sv");
  const [person, setPerson] = useState("");
  const [key] = useState(newKey);
  const saving = useSaving(
    () => {
      const welcome = i18n.getFixedT(language, "flows")("welcome");
      const definition = withPlaces(firstFlow(language, person, welcome));
      return told(
        api.POST("/api/v1/flows", {
          params: { header: key },
          body: { name: name.trim(), definition, isArchived: false },
        }),
      );
    },
    {
      changes: [["flows"]],
      after: (it) => void navigate({ to: "/services/flows/$flow", params: { flow: it.id } }),
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(undefined);
  };
  return (
    <Modal opened onClose={onClose} title={t("new")} closeButtonProps={{ "aria-label": t("parts:close") }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t("parts:name")}
            description={t("nameHelp")}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Select
            label={t("language")}
            description={t("languageHelp")}
            allowDeselect={false}
            value={language}
            data={Object.keys(languages).map((it) => ({ value: it, label: languageName(it, i18n.language) }))}
            onChange={(it) => setLanguage((it ?? language) as LanguageCode)}
          />
          <ServiceSelect
            label={t("person")}
            description={t("personHelp")}
            isRequired
            value={person}
            onChange={setPerson}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("parts:cancel")}
            </Button>
            <Button type="submit" loading={saving.isPending} disabled={!name.trim() || !person}>
              {t("create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
