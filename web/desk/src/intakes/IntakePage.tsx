import { Alert, Button, Loader, SegmentedControl, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, api, told } from "../api/api";
import { ServiceSelect } from "../mailboxes/ServiceSelect";
import { Confirm } from "../parts/Confirm";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import { newKey, seen, servicesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { draftOf, formOf, type Intake, type IntakeForm, intakeServerQuery, intakesQuery } from "./intake";
import { Programs } from "./Programs";
import { Rules } from "./Rules";
import { Standing } from "./Standing";

/** One intake of letters: which folder is watched, and where its letters go. */
export default function IntakePage() {
  const { intake: id } = useParams({ from: "/services/intakes/$intake" });
  const { data: intakes } = useQuery(intakesQuery);
  const { t } = useTranslation("intakes");
  const found = intakes?.find((it) => it.id === id);
  if (!intakes)
    return (
      <Page title={t("title")}>
        <Loader aria-label={t("parts:loading")} />
      </Page>
    );
  if (id !== "new" && !found)
    return (
      <Page title={t("title")} back={{ to: "/services/intakes", name: t("place") }}>
        <Alert color="yellow">{t("unknown")}</Alert>
      </Page>
    );
  return <Editor key={id} intake={found} />;
}

function Editor({ intake }: { intake: Intake | undefined }) {
  const { t } = useTranslation("intakes");
  const navigate = useNavigate();
  const mayWrite = useMay("service.write");
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(intake, formOf);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [isArchiving, setArchiving] = useState(false);
  const [key] = useState(newKey);

  const save = useSaving(
    (form: IntakeForm) =>
      told(
        base
          ? api.PUT("/api/v1/intakes/{id}", {
              params: { path: { id: base.id }, header: seen(base.version) },
              body: draftOf(form),
            })
          : api.POST("/api/v1/intakes", { params: { header: key }, body: draftOf(form) }),
      ),
    {
      changes: [["intakes"], ["intake-alarms"]],
      after: (kept) => {
        setArchiving(false);
        setWrong(new Set());
        take(kept);
        if (!base) void navigate({ to: "/services/intakes/$intake", params: { intake: kept.id }, replace: true });
      },
    },
  );
  const keep = (form: IntakeForm) =>
    save.mutate(form, {
      onError: (error) => {
        setArchiving(false);
        if (error instanceof ApiError && error.errors) setWrong(new Set(Object.keys(error.errors)));
      },
    });
  const set = (change: Partial<IntakeForm>) => {
    setDraft((it) => ({ ...it, ...change }));
    setWrong((it) => new Set([...it].filter((field) => !(field in change))));
  };
  const title = draft.name || t("new");
  return (
    <Page
      title={title}
      back={{ to: "/services/intakes", name: t("place") }}
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
      {draft.isArchived ? (
        <Alert color="gray" mb="md">
          {t("isArchived")}
        </Alert>
      ) : (
        intake && (
          <div style={{ marginBlockEnd: "var(--mantine-spacing-md)" }}>
            <Standing standing={intake.standing} isWhole />
          </div>
        )
      )}
      <Programs />
      <fieldset disabled={!mayWrite} style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }} aria-label={title}>
        <Stack gap="xl">
          <Fields form={draft} wrong={wrong} onChange={set} />
          <section aria-labelledby="intake-rules">
            <Title order={2} size="h3" mb="sm" id="intake-rules">
              {t("rules.title")}
            </Title>
            <Rules form={draft} isWrong={wrong.has("rules")} onChange={(rules) => set({ rules })} />
          </section>
          <Answers form={draft} isWrong={[...wrong].some((it) => it.startsWith("sender"))} onChange={set} />
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

type AnswersProps = { form: IntakeForm; isWrong: boolean; onChange: (change: Partial<IntakeForm>) => void };

/** How answers by letter look: who writes, and where the envelope has its window. */
function Answers({ form, isWrong, onChange }: AnswersProps) {
  const { t } = useTranslation("intakes");
  return (
    <section aria-labelledby="intake-answers">
      <Title order={2} size="h3" mb="sm" id="intake-answers">
        {t("answers.title")}
      </Title>
      <Stack gap="md" maw={560}>
        <TextsInput
          label={t("answers.sender")}
          description={t("answers.senderHelp")}
          isLong
          value={form.sender}
          error={isWrong ? t("wrong.sender") : undefined}
          onChange={(sender) => onChange({ sender })}
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="intake-window">
            {t("answers.window")}
          </Text>
          <SegmentedControl
            aria-labelledby="intake-window"
            value={form.window}
            onChange={(it) => onChange({ window: it as IntakeForm["window"] })}
            data={(["Right", "Left"] as const).map((it) => ({ value: it, label: t(`answers.${it}`) }))}
          />
        </div>
      </Stack>
    </section>
  );
}

type FieldsProps = {
  form: IntakeForm;
  wrong: ReadonlySet<string>;
  onChange: (change: Partial<IntakeForm>) => void;
};

function Fields({ form, wrong, onChange }: FieldsProps) {
  const { t, i18n } = useTranslation("intakes");
  const { data: services } = useQuery(servicesQuery);
  const { data: server } = useQuery(intakeServerQuery);
  const service = services?.find((it) => it.id === form.service);
  const lacksChannel = service !== undefined && !service.channels.some((it) => it.rule.channel === "Letter");
  const flaw = (field: string) => (wrong.has(field) ? t(`wrong.${field}`) : undefined);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} verticalSpacing="sm">
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
          label={t("folder")}
          description={server?.folder ? t("folderIn", { folder: server.folder }) : t("folderHelp")}
          styles={{ description: { overflowWrap: "anywhere" } }}
          required
          maxLength={200}
          spellCheck={false}
          value={form.folder}
          error={flaw("folder")}
          onChange={(event) => onChange({ folder: event.currentTarget.value })}
        />
        <ServiceSelect
          label={t("service")}
          description={t("serviceHelp")}
          isRequired
          value={form.service}
          error={flaw("service")}
          onChange={(it) => onChange({ service: it })}
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
