import { SegmentedControl, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import styles from "../parts/List.module.css";
import { seen } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { RuleList } from "../services/RuleList";
import { languageChoices } from "../services/rules";
import { useWay } from "../services/useWay";
import { WayFields } from "../services/WayFields";
import { WayFrame, WayPage } from "../services/WayPage";
import { draftOf, formOf, type Intake, type IntakeForm, intakeServerQuery, intakesQuery, ruleFields } from "./intake";
import { Programs } from "./Programs";
import { Standing } from "./Standing";

/** One intake of letters: which folder is watched, and where its letters go. */
export default function IntakePage() {
  const { intake: id } = useParams({ from: "/services/intakes/$intake" });
  const { data: intakes } = useQuery(intakesQuery);
  return (
    <WayPage kind="intakes" id={id} ways={intakes}>
      {(it) => <Editor key={id} intake={it} />}
    </WayPage>
  );
}

function Editor({ intake }: { intake: Intake | undefined }) {
  const { t } = useTranslation("intakes");
  const { data: server } = useQuery(intakeServerQuery);
  const way = useWay(intake, {
    kind: "intakes",
    formOf,
    save: (form, base, key) =>
      told(
        base
          ? api.PUT("/api/v1/intakes/{id}", {
              params: { path: { id: base.id }, header: seen(base.version) },
              body: draftOf(form),
            })
          : api.POST("/api/v1/intakes", { params: { header: key }, body: draftOf(form) }),
      ),
    changes: [["intakes"], ["intake-alarms"]],
  });
  const { draft, set, wrong } = way;
  return (
    <WayFrame way={way} standing={<Standing standing={intake?.standing ?? null} isWhole />} above={<Programs />}>
      <Stack gap="xl" className={styles.panel}>
        <WayFields
          kind="intakes"
          form={draft}
          channel="Letter"
          lacks="serviceLacksChannel"
          wrong={wrong}
          onChange={set}
        >
          <TextInput
            label={t("folder")}
            description={server?.folder ? t("folderIn", { folder: server.folder }) : t("folderHelp")}
            styles={{ description: { overflowWrap: "anywhere" } }}
            required
            maxLength={200}
            spellCheck={false}
            value={draft.folder}
            error={wrong("folder")}
            onChange={(event) => set({ folder: event.currentTarget.value })}
          />
        </WayFields>
        <section aria-labelledby="intake-rules">
          <Title order={2} size="h3" mb="sm" id="intake-rules">
            {t("rules.title")}
          </Title>
          <RuleList
            kind="intakes"
            rules={draft.rules}
            fields={ruleFields}
            choices={(field) => (field === "Language" ? languageChoices : undefined)}
            home={draft.service}
            wrong={wrong("rules")}
            onChange={(rules) => set({ rules })}
          />
        </section>
        <Answers form={draft} wrong={wrong("sender")} onChange={set} />
      </Stack>
    </WayFrame>
  );
}

type AnswersProps = { form: IntakeForm; wrong: string | undefined; onChange: (change: Partial<IntakeForm>) => void };

/** How answers by letter look: who writes, and where the envelope has its window. */
function Answers({ form, wrong, onChange }: AnswersProps) {
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
          error={wrong}
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
