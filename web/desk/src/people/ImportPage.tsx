import { Alert, Button, Code, FileButton, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconCheck, IconFileUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { State, type Tone } from "../parts/State";

type Report = Schemas["ImportReport"];
type Row = Schemas["ImportedRow"];

const tones: Record<Row["outcome"], Tone> = { Added: "good", Changed: "note", Unchanged: "rest", Wrong: "bad" };
const order: Row["outcome"][] = ["Wrong", "Added", "Changed", "Unchanged"];

/** Sends the file as it is, so that the server finds out which program wrote it. */
function send(file: Blob, trial: boolean): Promise<Report> {
  return told(
    api.POST("/api/v1/people/import", {
      params: { query: { trial } },
      headers: { "Content-Type": "text/csv" },
      body: "",
      bodySerializer: () => file,
    }),
  );
}

/** People from a file: chosen or pasted, looked through row by row, and only then taken in. */
export default function ImportPage() {
  const { t } = useTranslation("people");
  const cache = useQueryClient();
  const [pasted, setPasted] = useState("");
  const [name, setName] = useState<string | null>(null);
  const look = useMutation({ mutationFn: (file: Blob) => send(file, true), meta: { tellsItself: true } });
  const take = useMutation({
    mutationFn: (file: Blob) => send(file, false),
    onSuccess: () =>
      Promise.all([["people"], ["access", "accounts"]].map((queryKey) => cache.invalidateQueries({ queryKey }))),
    meta: { tellsItself: true },
  });
  const begin = (file: Blob, called: string | null) => {
    take.reset();
    setName(called);
    look.mutate(file);
  };
  const error = take.error ?? look.error;
  const report = take.data ?? look.data;
  return (
    <Page title={t("import.title")} back={{ to: "/people", name: t("place.people") }}>
      <Stack className={styles.panel} gap="md">
        <Text size="sm" maw={720}>
          {t("import.help")}
        </Text>
        <Code block>{t("import.example")}</Code>
        <Text size="sm" className="quiet" maw={720}>
          {t("import.columns")}
        </Text>
        <Group>
          <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => file && begin(file, file.name)}>
            {(props) => (
              <Button {...props} leftSection={<IconFileUpload size={17} />} loading={look.isPending}>
                {t("import.choose")}
              </Button>
            )}
          </FileButton>
          {name && <Text size="sm">{name}</Text>}
        </Group>
        <Textarea
          label={t("import.paste")}
          description={t("import.pasteHelp")}
          rows={5}
          resize="vertical"
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <div>
          <Button
            variant="default"
            disabled={!pasted.trim()}
            loading={look.isPending}
            onClick={() => begin(new Blob([pasted]), null)}
          >
            {t("import.look")}
          </Button>
        </div>
      </Stack>
      <div aria-live="polite">
        {error && (
          <Alert color="red" mt="md" role="alert">
            {sentenceOf(error)}
          </Alert>
        )}
        {!error && report && (
          <Found report={report} isBusy={take.isPending} onTake={() => look.variables && take.mutate(look.variables)} />
        )}
      </div>
    </Page>
  );
}

/** What the file would do, or has done. */
function Found({ report, isBusy, onTake }: { report: Report; isBusy: boolean; onTake: () => void }) {
  const { t } = useTranslation("people");
  const news = report.added + report.changed;
  return (
    <section aria-label={t("import.found")}>
      <Group justify="space-between" mt="lg" mb="sm">
        <Title order={2}>{t("import.found")}</Title>
        {!report.isDone && news > 0 && report.wrong === 0 && (
          <Button loading={isBusy} onClick={onTake}>
            {t("import.take", { count: news })}
          </Button>
        )}
      </Group>
      {report.isDone ? (
        <Alert color="green" icon={<IconCheck />} mb="sm">
          {t("import.done", { added: report.added, changed: report.changed })}{" "}
          <Link to="/people">{t("import.toPeople")}</Link>
        </Alert>
      ) : (
        <Text mb="sm">
          {report.wrong > 0
            ? t("import.wrong", { count: report.wrong })
            : t(news > 0 ? "import.ready" : "import.nothing", {
                added: report.added,
                changed: report.changed,
                unchanged: report.unchanged,
              })}
        </Text>
      )}
      <Rows rows={report.rows} />
    </section>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation("people");
  const sorted = [...rows].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.number - b.number);
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("import.row")}</th>
            <th scope="col">{t("parts:name")}</th>
            <th scope="col">{t("email")}</th>
            <th scope="col">{t("import.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((it) => (
            <tr key={it.number}>
              <td>{it.number}</td>
              <td>{it.name}</td>
              <td>{it.email}</td>
              <td>
                <State tone={tones[it.outcome]}>{t(`import.outcomes.${it.outcome}`)}</State>
                {it.flaws.map((flaw) => (
                  <Text key={`${flaw.kind} ${flaw.about}`} size="sm">
                    {t(`import.flaw.${flaw.kind}`, { about: flaw.about })}
                  </Text>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
