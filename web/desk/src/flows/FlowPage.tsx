import { Alert, Button, CloseButton, Loader, Menu, SegmentedControl, Switch } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle, IconChevronDown, IconPhone } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../api/api";
import { Confirm } from "../parts/Confirm";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import { servicesQuery } from "../parts/setup";
import { About } from "./About";
import { BenefitTiles, useFigures } from "./Benefit";
import styles from "./Flow.module.css";
import { type FlowDetail, flowQuery } from "./flow";
import { stepOf } from "./model";
import { OutlineView } from "./OutlineView";
import { FlowState, PublishDialog } from "./Publish";
import { StepForm } from "./StepForm";
import { TestCall } from "./TestCall";
import { type Editing, useFlow } from "./useFlow";
import { Versions } from "./Versions";
import { begun, type Call } from "./walk";
import { useWords, type Words } from "./words";

const Picture = lazy(() => import("./Picture"));

/** One flow: its steps as a picture or as a list, what is wrong with them, trying it, and publishing it. */
export default function FlowPage() {
  const { t } = useTranslation("flows");
  const { flow: id } = useParams({ from: "/services/flows/$flow" });
  const { data, error } = useQuery(flowQuery(id));
  if (data) return <Editor key={id} kept={data} />;
  return (
    <Page title={t("title")} back={{ to: "/services/flows", name: t("place") }}>
      {error instanceof ApiError && error.status === 404 ? (
        <Alert color="yellow">{t("unknown")}</Alert>
      ) : (
        <Loader aria-label={t("parts:loading")} />
      )}
    </Page>
  );
}

function Editor({ kept }: { kept: FlowDetail }) {
  const { t } = useTranslation("flows");
  const { data: services } = useQuery(servicesQuery);
  const editing = useFlow(kept, services);
  const words = useWords(editing.flow, editing.outline);
  const isNarrow = useMediaQuery("(max-width: 62em)", undefined, { getInitialValueInEffect: false });
  const [view, setView] = useState<"picture" | "list">(isNarrow ? "list" : "picture");
  const [call, setCall] = useState<Call | null>(null);
  const figures = useFigures(editing.id);
  const current = call && !call.end ? call.step : null;
  const shown = { editing, words, current, figuresOf: figures.of };
  return (
    <Page
      title={editing.draft.name || t("title")}
      isWide
      back={{ to: "/services/flows", name: t("place") }}
      actions={<Actions editing={editing} words={words} onTest={() => setCall(begun(editing.flow))} />}
    >
      {editing.draft.isArchived && (
        <Alert color="gray" mb="md">
          {t("isArchived")}
        </Alert>
      )}
      <div className={styles.toolbar}>
        <FlowState flow={editing.kept} isChanged={editing.isChanged} />
        <Mistaken editing={editing} words={words} />
        <span style={{ flex: 1 }} />
        <Switch
          label={t("figures.show")}
          checked={figures.isShown}
          onChange={(event) => figures.show(event.currentTarget.checked)}
        />
        <SegmentedControl
          aria-label={t("view.label")}
          value={view}
          onChange={(it) => setView(it as typeof view)}
          data={(["picture", "list"] as const).map((it) => ({ value: it, label: t(`view.${it}`) }))}
        />
      </div>
      {figures.isShown && <BenefitTiles figures={figures} />}
      <div className={styles.body}>
        <div className={view === "picture" ? `${styles.main} ${styles.picture}` : styles.main}>
          {view === "list" ? (
            <OutlineView {...shown} />
          ) : (
            <Suspense fallback={<Loader aria-label={t("parts:loading")} />}>
              <Picture {...shown} />
            </Suspense>
          )}
        </div>
        <div className={`${styles.aside} ${call ? styles.calling : ""}`}>
          {call ? (
            <TestCall
              call={call}
              words={words}
              onChange={setCall}
              onAgain={() => setCall(begun(editing.flow))}
              onClose={() => setCall(null)}
            />
          ) : (
            <Aside editing={editing} words={words} isList={view === "list"} />
          )}
        </div>
      </div>
      <SaveBar
        isChanged={editing.mayArchive && editing.isChanged}
        isBusy={editing.isBusy}
        onSave={editing.save}
        onUndo={editing.undo}
        overtaken={editing.overtaken}
      />
    </Page>
  );
}

/** Beside the picture: the chosen step, or the flow as a whole. In the list the step is edited in its place. */
function Aside({ editing, words, isList }: { editing: Editing; words: Words; isList: boolean }) {
  const { t } = useTranslation("flows");
  const step = isList ? undefined : stepOf(editing.flow, editing.chosen);
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(editing.chosen);
  // Whoever chooses a step with the keyboard goes on here, and comes back to it.
  useEffect(() => {
    if (editing.chosen === last.current) return;
    last.current = editing.chosen;
    if (step) heading.current?.focus();
  }, [editing.chosen, step]);
  const close = () => {
    editing.choose(null);
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${step?.id}"]`)?.focus();
  };
  return (
    <section aria-labelledby="flow-aside">
      <div className={styles.asideHead}>
        <h2 id="flow-aside" tabIndex={-1} ref={heading}>
          {step ? words.name(step, false) : t("about")}
        </h2>
        {step && <CloseButton aria-label={t("parts:close")} onClick={close} />}
      </div>
      {step ? (
        <StepForm key={step.id} editing={editing} words={words} step={step} />
      ) : (
        <fieldset disabled={!editing.mayWrite} style={{ border: 0, margin: 0, padding: 0 }} aria-label={t("about")}>
          <About editing={editing} words={words} />
        </fieldset>
      )}
    </section>
  );
}

/** How many mistakes there are; each shows its step. */
function Mistaken({ editing, words }: { editing: Editing; words: Words }) {
  const { t } = useTranslation("flows");
  const { mistakes, flow } = editing;
  if (mistakes.length === 0) return null;
  const show = (step: string | null) => {
    editing.choose(step);
    if (!step) document.getElementById("flow-aside")?.focus();
  };
  return (
    <Menu position="bottom-start" width={380} shadow="md" returnFocus={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconAlertTriangle size={15} color="var(--bad-ink)" aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t("toMend", { count: mistakes.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown style={{ maxHeight: 420, overflowY: "auto" }}>
        {mistakes.map((it) => {
          const step = stepOf(flow, it.step);
          return (
            <Menu.Item key={`${it.step} ${it.field} ${it.code}`} onClick={() => show(it.step)}>
              {words.mistake(it, step)}
              <div className={styles.kindHelp}>{step ? words.name(step) : t("about")}</div>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function Actions({ editing, words, onTest }: { editing: Editing; words: Words; onTest: () => void }) {
  const { t } = useTranslation("flows");
  const [open, setOpen] = useState<"publish" | "versions" | "archive" | null>(null);
  const { kept, draft } = editing;
  const close = () => setOpen(null);
  const archive = () => (draft.isArchived ? editing.archive(false) : setOpen("archive"));
  return (
    <>
      <Button variant="default" leftSection={<IconPhone size={16} />} onClick={onTest}>
        {t("test.start")}
      </Button>
      <Button variant="default" onClick={() => setOpen("versions")}>
        {t("versions.title")}
      </Button>
      {editing.mayArchive && (
        <Button variant="default" loading={editing.isBusy} onClick={archive}>
          {t(draft.isArchived ? "parts:restore" : "archive")}
        </Button>
      )}
      {editing.mayWrite && (
        <Button
          disabled={!editing.isChanged && kept.published !== null && !kept.hasDraftChanges}
          onClick={() => setOpen("publish")}
        >
          {t("publish.title")}
        </Button>
      )}
      {open === "publish" && <PublishDialog editing={editing} words={words} onClose={close} />}
      {open === "versions" && <Versions editing={editing} onClose={close} />}
      {open === "archive" && (
        <Confirm
          title={t("archiveTitle", { name: kept.name })}
          action={t("archive")}
          isDangerous
          isBusy={editing.isBusy}
          onClose={close}
          onConfirm={() => {
            editing.archive(true);
            close();
          }}
        >
          {t("archiveHelp")}
        </Confirm>
      )}
    </>
  );
}
