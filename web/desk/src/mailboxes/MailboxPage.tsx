import { Alert, Button, Loader, Tabs } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, api, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import { newKey, seen } from "../parts/setup";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import {
  draftOf,
  flawed,
  formOf,
  type Mailbox,
  type MailboxForm,
  mailboxesQuery,
  type Rejected,
  type Tab,
  tabOf,
} from "./mailbox";
import { RulesTab } from "./RulesTab";
import { SetupTab } from "./SetupTab";
import { Standing } from "./Standing";
import { TextsTab } from "./TextsTab";

const tabs: Tab[] = ["setup", "texts", "rules"];

/** One mailbox: how it is reached, what is said in it, and where its mails go. */
export default function MailboxPage() {
  const { mailbox: id } = useParams({ from: "/services/mailboxes/$mailbox" });
  const { data: mailboxes } = useQuery(mailboxesQuery);
  const { t } = useTranslation("mailboxes");
  const found = mailboxes?.find((it) => it.id === id);
  if (!mailboxes)
    return (
      <Page title={t("title")}>
        <Loader aria-label={t("parts:loading")} />
      </Page>
    );
  if (id !== "new" && !found)
    return (
      <Page title={t("title")} back={{ to: "/services/mailboxes", name: t("place") }}>
        <Alert color="yellow">{t("unknown")}</Alert>
      </Page>
    );
  return <Editor key={id} mailbox={found} />;
}

function Editor({ mailbox }: { mailbox: Mailbox | undefined }) {
  const { t } = useTranslation("mailboxes");
  const navigate = useNavigate();
  const mayWrite = useMay("service.write");
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(mailbox, formOf);
  const [rejected, setRejected] = useState<Rejected | null>(null);
  const [tab, setTab] = useState<Tab>("setup");
  const [isArchiving, setArchiving] = useState(false);
  const [key] = useState(newKey);

  const save = useSaving(
    (form: MailboxForm) =>
      told(
        base
          ? api.PUT("/api/v1/mailboxes/{id}", {
              params: { path: { id: base.id }, header: seen(base.version) },
              body: draftOf(form),
            })
          : api.POST("/api/v1/mailboxes", { params: { header: key }, body: draftOf(form) }),
      ),
    {
      changes: [["mailboxes"], ["mailbox-alarms"]],
      after: (kept) => {
        setArchiving(false);
        setRejected(null);
        take(kept);
        if (!base) void navigate({ to: "/services/mailboxes/$mailbox", params: { mailbox: kept.id }, replace: true });
      },
    },
  );
  const reject = (form: MailboxForm) => (error: Error) => {
    setArchiving(false);
    if (!(error instanceof ApiError) || !error.errors) return;
    setRejected({ errors: error.errors, form });
    const wrong = Object.keys(error.errors).map(tabOf);
    if (!wrong.includes(tab)) setTab(tabs.find((it) => wrong.includes(it)) ?? tab);
  };
  const keep = (form: MailboxForm) => save.mutate(form, { onError: reject(form) });

  const flaws = flawed(rejected, draft);
  const set = (change: Partial<MailboxForm>) => setDraft((it) => ({ ...it, ...change }));
  const wrong = (field: string) => (flaws.has(field) ? t(`wrong.${field}`) : undefined);
  const title = draft.name || t("new");
  return (
    <Page
      title={title}
      back={{ to: "/services/mailboxes", name: t("place") }}
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
        mailbox && (
          <div style={{ marginBlockEnd: "var(--mantine-spacing-md)" }}>
            <Standing standing={mailbox.standing} isWhole />
          </div>
        )
      )}
      <Tabs value={tab} onChange={(it) => setTab(it as Tab)} keepMounted={false}>
        <Tabs.List className={styles.tabs} mb="md">
          {tabs.map((it) => (
            <Tabs.Tab
              key={it}
              value={it}
              rightSection={
                [...flaws].some((field) => tabOf(field) === it) && (
                  <IconAlertCircle size={16} color="var(--bad-ink)" role="img" aria-label={t("wrong.here")} />
                )
              }
            >
              {t(`tab.${it}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <fieldset
          disabled={!mayWrite}
          style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}
          aria-label={title}
        >
          <div className={styles.panel}>
            <Tabs.Panel value="setup">
              <SetupTab form={draft} base={base} onChange={set} wrong={wrong} onRejected={reject} mayTry={mayWrite} />
            </Tabs.Panel>
            <Tabs.Panel value="texts">
              <TextsTab form={draft} onChange={set} wrong={wrong} />
            </Tabs.Panel>
            <Tabs.Panel value="rules">
              <RulesTab form={draft} onChange={set} wrong={wrong} />
            </Tabs.Panel>
          </div>
        </fieldset>
      </Tabs>
      <SaveBar
        isChanged={mayWrite && (isChanged || !base)}
        isBusy={save.isPending}
        onSave={() => keep(draft)}
        onUndo={
          base
            ? () => {
                undo();
                setRejected(null);
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
