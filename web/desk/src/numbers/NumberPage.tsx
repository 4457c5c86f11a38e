import { Alert, Code, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { flowsQuery } from "../flows/flow";
import styles from "../parts/List.module.css";
import { seen } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { ServiceSelect } from "../services/ServiceSelect";
import { useWay } from "../services/useWay";
import { WayFields } from "../services/WayFields";
import { WayFrame, WayPage } from "../services/WayPage";
import { languageName } from "../texts/languageName";
import { languages } from "../texts/texts";
import { draftOf, formOf, type NumberForm, numbersQuery, type PhoneNumber, telephonyQuery, tryAddress } from "./number";
import { Telephony } from "./Telephony";

/** One telephone number: where its calls go, and what callers hear. */
export default function NumberPage() {
  const { number: id } = useParams({ from: "/services/numbers/$number" });
  const { data: numbers } = useQuery(numbersQuery);
  return (
    <WayPage kind="numbers" id={id} ways={numbers}>
      {(it) => <Editor key={id} number={it} />}
    </WayPage>
  );
}

function Editor({ number }: { number: PhoneNumber | undefined }) {
  const way = useWay(number, {
    kind: "numbers",
    formOf,
    save: (form, base, key) =>
      told(
        base
          ? api.PUT("/api/v1/numbers/{id}", {
              params: { path: { id: base.id }, header: seen(base.version) },
              body: draftOf(form),
            })
          : api.POST("/api/v1/numbers", { params: { header: key }, body: draftOf(form) }),
      ),
    changes: [["numbers"]],
  });
  const { draft, base, set, wrong } = way;
  return (
    <WayFrame way={way} above={<Telephony />}>
      <Stack gap="xl" className={styles.panel}>
        <Fields form={draft} wrong={wrong} onChange={set} />
        {base && !base.isArchived && !base.isFax && <TryIt number={base} />}
        {!draft.isFax && <Said form={draft} onChange={set} />}
      </Stack>
    </WayFrame>
  );
}

type Change = (change: Partial<NumberForm>) => void;
type FieldsProps = { form: NumberForm; wrong: (field: string) => string | undefined; onChange: Change };

function Fields({ form, wrong, onChange }: FieldsProps) {
  const { t } = useTranslation("numbers");
  return (
    <WayFields
      kind="numbers"
      form={form}
      channel={form.isFax ? "Fax" : "Voice"}
      lacks={form.isFax ? "serviceLacksFax" : "serviceLacksChannel"}
      wrong={wrong}
      onChange={onChange}
      columns={2}
    >
      <TextInput
        label={t("dialled")}
        description={t("dialledHelp")}
        required
        type="tel"
        maxLength={40}
        value={form.dialled}
        error={wrong("dialled")}
        onChange={(event) => onChange({ dialled: event.currentTarget.value })}
      />
      <Select
        label={t("takes")}
        description={t("takesHelp")}
        allowDeselect={false}
        value={form.isFax ? "fax" : "calls"}
        data={[
          { value: "calls", label: t("takesCalls") },
          { value: "fax", label: t("takesFaxes") },
        ]}
        onChange={(it) => onChange({ isFax: it === "fax" })}
      />
      {form.isFax ? <FaxState /> : <ForCallers form={form} wrong={wrong} onChange={onChange} />}
    </WayFields>
  );
}

/** Where faxes come from is set up on the server. */
function FaxState() {
  const { t } = useTranslation("numbers");
  const { data: telephony } = useQuery(telephonyQuery);
  return telephony && !telephony.takesFaxes ? <Alert color="yellow">{t("noFaxes")}</Alert> : null;
}

function ForCallers({ form, wrong, onChange }: FieldsProps) {
  const { t, i18n } = useTranslation("numbers");
  return (
    <>
      <Select
        label={t("language")}
        description={t("languageHelp")}
        required
        allowDeselect={false}
        value={form.language}
        data={Object.keys(languages).map((it) => ({ value: it, label: languageName(it, i18n.language) }))}
        onChange={(it) => onChange({ language: it ?? form.language })}
      />
      <FlowChoice form={form} wrong={wrong} onChange={onChange} />
      <Select
        label={t("callback")}
        description={t("callbackHelp")}
        allowDeselect={false}
        value={form.callbackKey ?? ""}
        error={wrong("callbackKey")}
        data={[{ value: "", label: t("callbackNone") }, ...keysBut(form.otherKey).map(nameKey(t))]}
        onChange={(it) => onChange({ callbackKey: it || null })}
      />
      <OtherChoice form={form} wrong={wrong} onChange={onChange} />
    </>
  );
}

const keysBut = (taken: string | null) => [..."1234567890"].filter((it) => it !== taken);

const nameKey = (t: ReturnType<typeof useTranslation<"numbers">>["t"]) => (it: string) => ({
  value: it,
  label: t("callbackKey", { key: it }),
});

/** Another service that whoever waits may choose by key. */
function OtherChoice({ form, wrong, onChange }: FieldsProps) {
  const { t } = useTranslation("numbers");
  return (
    <>
      <Select
        label={t("other")}
        description={t("otherHelp")}
        allowDeselect={false}
        value={form.otherKey ?? ""}
        error={wrong("otherKey")}
        data={[{ value: "", label: t("callbackNone") }, ...keysBut(form.callbackKey).map(nameKey(t))]}
        onChange={(it) => onChange({ otherKey: it || null })}
      />
      {form.otherKey && (
        <ServiceSelect
          label={t("otherService")}
          channel="Voice"
          isRequired
          value={form.otherService ?? ""}
          error={wrong("otherService")}
          onChange={(otherService) => onChange({ otherService })}
        />
      )}
    </>
  );
}

/** What callers go through first: a published flow, or nothing. */
function FlowChoice({ form, wrong, onChange }: FieldsProps) {
  const { t } = useTranslation("numbers");
  const { data: flows } = useQuery(flowsQuery);
  const choices = (flows ?? []).filter((it) => it.id === form.flow || (it.published && !it.isArchived));
  return (
    <Select
      label={t("flow")}
      description={t("flowHelp")}
      placeholder={t("noFlow")}
      clearable
      clearButtonProps={{ "aria-label": t("noFlow") }}
      value={form.flow}
      error={wrong("flow")}
      data={choices.map((it) => ({ value: it.id, label: it.name }))}
      onChange={(it) => onChange({ flow: it })}
    />
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
