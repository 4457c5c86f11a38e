import { Alert, Button, Loader, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import { commissionersQuery, newKey, type Service, seen, servicesQuery } from "../parts/setup";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { RecordingTab } from "../recording/RecordingTab";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { ChannelsTab } from "./ChannelsTab";
import { ChatTab } from "./ChatTab";
import { draftOf, keyFrom, newService, type ServiceDraft } from "./draft";
import { FormTab } from "./FormTab";
import { HoursTab } from "./HoursTab";
import { TextsTab } from "./TextsTab";

const tabs = ["texts", "channels", "hours", "chat", "form", "recording"] as const;
const changes = [["services"], ["board"], ["reach"], ["desk-setup"]];

/** One service: what it is called, what it promises, when it is open. The next contact meets what is saved here. */
export default function ServicePage() {
  const { service: id } = useParams({ from: "/services/$service" });
  const { data: services } = useQuery(servicesQuery);
  const { data: commissioners } = useQuery(commissionersQuery);
  const { t } = useTranslation("services");
  const found = services?.find((it) => it.id === id);
  const first = commissioners?.find((it) => !it.isArchived);
  if (!services || !commissioners)
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
  return <Editor key={id} service={found} commissioner={first?.id ?? ""} />;
}

function Editor({ service, commissioner }: { service: Service | undefined; commissioner: string }) {
  const { t, i18n } = useTranslation("services");
  const navigate = useNavigate();
  const mayWrite = useMay("service.write");
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(service, (it) =>
    it ? draftOf(it) : newService(commissioner),
  );
  const [isArchiving, setArchiving] = useState(false);
  const [key] = useState(newKey);

  const save = useSaving(
    (body: ServiceDraft) =>
      told(
        base
          ? api.PUT("/api/v1/services/{id}", { params: { path: { id: base.id }, header: seen(base.version) }, body })
          : api.POST("/api/v1/services", { params: { header: key }, body }),
      ),
    {
      changes,
      after: (kept) => {
        setArchiving(false);
        take(kept);
        if (!base) void navigate({ to: "/services/$service", params: { service: kept.id }, replace: true });
      },
    },
  );
  const set = (change: Partial<ServiceDraft>) => setDraft((it) => ({ ...it, ...change }));
  const complete = (): ServiceDraft => ({ ...draft, key: draft.key || keyFrom(best(draft.name, "sv")) });
  const title = best(draft.name, i18n.language) || t("new");
  return (
    <Page
      title={title}
      back={{ to: "/services", name: t("title") }}
      actions={
        base &&
        mayWrite && (
          <Button
            variant="default"
            onClick={() => (draft.isArchived ? save.mutate({ ...draft, isArchived: false }) : setArchiving(true))}
          >
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
      <Tabs defaultValue="texts" keepMounted={false}>
        <Tabs.List className={styles.tabs} mb="md">
          {tabs.map((it) => (
            <Tabs.Tab key={it} value={it}>
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
            <Tabs.Panel value="texts">
              <TextsTab draft={draft} onChange={set} />
            </Tabs.Panel>
            <Tabs.Panel value="channels">
              <ChannelsTab draft={draft} service={base} onChange={set} />
            </Tabs.Panel>
            <Tabs.Panel value="hours">
              <HoursTab draft={draft} onChange={set} />
            </Tabs.Panel>
            <Tabs.Panel value="chat">
              <ChatTab draft={draft} onChange={set} />
            </Tabs.Panel>
            <Tabs.Panel value="form">
              <FormTab draft={draft} onChange={set} />
            </Tabs.Panel>
            <Tabs.Panel value="recording" keepMounted>
              <RecordingTab service={base?.id} mayWrite={mayWrite} />
            </Tabs.Panel>
          </div>
        </fieldset>
      </Tabs>
      <SaveBar
        isChanged={mayWrite && (isChanged || !base)}
        isBusy={save.isPending}
        onSave={() => save.mutate(complete())}
        onUndo={base ? undo : undefined}
        overtaken={overtaken}
      />
      {isArchiving && (
        <Confirm
          title={t("archiveTitle", { name: title })}
          action={t("parts:archive")}
          isDangerous
          isBusy={save.isPending}
          onClose={() => setArchiving(false)}
          onConfirm={() => save.mutate({ ...draft, isArchived: true })}
        >
          {t("archiveHelp")}
        </Confirm>
      )}
    </Page>
  );
}
