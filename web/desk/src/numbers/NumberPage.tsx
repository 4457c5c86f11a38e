import { Alert, Button, Code, Loader, Select, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, api, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import { newKey, seen, servicesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { ServiceSelect } from "../services/ServiceSelect";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { languageName } from "../texts/languageName";
import { languages } from "../texts/texts";
import { draftOf, formOf, type NumberForm, numbersQuery, type PhoneNumber, telephonyQuery, tryAddress } from "./number";
import { Telephony } from "./Telephony";

/** One telephone number: where its calls go, and what callers hear. */
export default function NumberPage() {
  const { number: id } = useParams({ from: "/services/numbers/$number" });
  const { data: numbers } = useQuery(numbersQuery);
  const { t } = useTranslation("numbers");
  const found = numbers?.find((it) => it.id === id);
  if (!numbers)
    return (
      <Page title={t("title")}>
        <Loader aria-label={t("parts:loading")} />
      </Page>
    );
  if (id !== "new" && !found)
    return (
      <Page title={t("title")} back={{ to: "/services/numbers", name: t("place") }}>
        <Alert color="yellow">{t("unknown")}</Alert>
      </Page>
    );
  return <Editor key={id} number={found} />;
}

function Editor({ number }: { number: PhoneNumber | undefined }) {
  const { t } = useTranslation("numbers");
  const navigate = useNavigate();
  const mayWrite = useMay("service.write");
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(number, formOf);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [isArchiving, setArchiving] = useState(false);
  const [key] = useState(newKey);

  const save = useSaving(
    (form: NumberForm) =>
      told(
        base
          ? api.PUT("/api/v1/numbers/{id}", {
              params: { path: { id: base.id }, header: seen(base.version) },
              body: draftOf(form),
            })
          : api.POST("/api/v1/numbers", { params: { header: key }, body: draftOf(form) }),
      ),
    {
      changes: [["numbers"]],
      after: (kept) => {
        setArchiving(false);
        setWrong(new Set());
        take(kept);
        if (!base) void navigate({ to: "/services/numbers/$number", params: { number: kept.id }, replace: true });
      },
    },
  );
  const keep = (form: NumberForm) =>
    save.mutate(form, {
      onError: (error) => {
        setArchiving(false);
        if (error instanceof ApiError && error.errors) setWrong(new Set(Object.keys(error.errors)));
      },
    });
  const set = (change: Partial<NumberForm>) => {
    setDraft((it) => ({ ...it, ...change }));
    setWrong((it) => new Set([...it].filter((field) => !(field in change))));
  };
  const title = draft.name || t("new");
  return (
    <Page
      title={title}
      back={{ to: "/services/numbers", name: t("place") }}
      actions={
        base &&
        mayWrite && (
          <Button
            variant="default"
            loading={save.isPending}
            onClick={() => (draft.isArchived ? keep({ ...draft, isArchived: false }) : setArchiving(true))}
          >
            {t(draft.isArchived ? "parts:restore" : "archive")}
          </Button>
        )
      }
    >
      {draft.isArchived && (
        <Alert color="gray" mb="md">
          {t("isArchived")}
        </Alert>
      )}
      <Telephony />
      <fieldset disabled={!mayWrite} style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }} aria-label={title}>
        <Stack gap="xl">
          <Fields form={draft} wrong={wrong} onChange={set} />
          {base && !base.isArchived && <TryIt number={base} />}
          <Said form={draft} onChange={set} />
        </Stack>
      </fieldset>
      <SaveBar
        isChanged={mayWrite && (isChanged || !base)}
        isBusy={save.isPending}
        onSave={() => keep(draft)}
        onUndo={
          base
            ? () => {
                undo();
                setWrong(new Set());
              }
            : undefined
        }
        overtaken={overtaken}
      />
      {isArchiving && base && (
        <Confirm
          title={t("archiveTitle", { name: base.name })}
          action={t("archive")}
          isDangerous
          isBusy={save.isPending}
          onClose={() => setArchiving(false)}
          onConfirm={() => keep({ ...formOf(base), isArchived: true })}
        >
          {t("archiveHelp")}
        </Confirm>
      )}
    </Page>
  );
}

type Change = (change: Partial<NumberForm>) => void;

function Fields({ form, wrong, onChange }: { form: NumberForm; wrong: ReadonlySet<string>; onChange: Change }) {
  const { t, i18n } = useTranslation("numbers");
  const { data: services } = useQuery(servicesQuery);
  const service = services?.find((it) => it.id === form.service);
  const lacksChannel = service !== undefined && !service.channels.some((it) => it.rule.channel === "Voice");
  const flaw = (field: string) => (wrong.has(field) ? t(`wrong.${field}`) : undefined);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing="sm">
        <TextInput
          label={t("parts:name")}
          description={t("nameHelp")}
          required
          maxLength={200}
          value={form.name}
          error={flaw("name")}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t("dialled")}
          description={t("dialledHelp")}
          required
          type="tel"
          maxLength={40}
          value={form.dialled}
          error={flaw("dialled")}
          onChange={(event) => onChange({ dialled: event.currentTarget.value })}
        />
        <ServiceSelect
          label={t("service")}
          description={t("serviceHelp")}
          isRequired
          value={form.service}
          error={flaw("service")}
          onChange={(it) => onChange({ service: it })}
        />
        <Select
          label={t("language")}
          description={t("languageHelp")}
          required
          allowDeselect={false}
          value={form.language}
          data={Object.keys(languages).map((it) => ({ value: it, label: languageName(it, i18n.language) }))}
          onChange={(it) => onChange({ language: it ?? form.language })}
        />
      </SimpleGrid>
      {service && (service.isArchived || lacksChannel) && (
        <Alert color="yellow">
          {t(service.isArchived ? "serviceArchived" : "serviceLacksChannel", {
            service: best(service.name, i18n.language),
          })}
        </Alert>
      )}
    </>
  );
}

function TryIt({ number }: { number: PhoneNumber }) {
  const { t } = useTranslation("numbers");
  const { data: telephony } = useQuery(telephonyQuery);
  const address = tryAddress(number.dialled, telephony?.sip);
  if (!address) return null;
  return (
    <Text size="sm">
      {t("try")} <Code style={{ overflowWrap: "anywhere" }}>{address}</Code>
    </Text>
  );
}

function Said({ form, onChange }: { form: NumberForm; onChange: Change }) {
  const { t } = useTranslation("numbers");
  const { data: telephony } = useQuery(telephonyQuery);
  return (
    <section aria-labelledby="number-said">
      <Title order={2} size="h3" mb={4} id="number-said">
        {t("said.title")}
      </Title>
      <Text size="sm" className="quiet" mb="md" maw={720}>
        {t("said.help")}
      </Text>
      <Stack gap="lg" maw={720}>
        {(["greeting", "closed", "full"] as const).map((it) => (
          <TextsInput
            key={it}
            label={t(`said.${it}`)}
            description={t(`said.${it}Help`)}
            isLong
            value={form[it]}
            usual={telephony?.usual[it]}
            onChange={(texts) => onChange({ [it]: texts })}
          />
        ))}
      </Stack>
    </section>
  );
}
