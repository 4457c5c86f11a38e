import { Text, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconArrowBackUp } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { AddStep } from "./AddStep";
import { at } from "./check";
import styles from "./Flow.module.css";
import { hasKeys, type Step, stepOf } from "./model";
import type { Line } from "./order";
import { StepForm } from "./StepForm";
import type { Editing } from "./useFlow";
import { KindIcon, type Words } from "./words";

type Props = {
  editing: Editing;
  words: Words;
  current: string | null;
  figuresOf?: (step: string) => { entered: string; abandoned: string | null } | undefined;
};

/** The same flow as a list: what comes next stands below, what can be chosen stands within. The chosen step is edited in its place. */
export function OutlineView(props: Props) {
  const { t } = useTranslation("flows");
  const { editing } = props;
  const { lines, astray } = editing.outline;
  const list = useRef<HTMLDivElement>(null);
  const last = useRef(editing.chosen);
  // A step that is chosen elsewhere, or is new, is where one goes on.
  useEffect(() => {
    if (editing.chosen === last.current) return;
    last.current = editing.chosen;
    if (editing.chosen) list.current?.querySelector<HTMLElement>(`[data-step="${editing.chosen}"]`)?.focus();
  }, [editing.chosen]);
  return (
    <div className={styles.outline} ref={list}>
      {lines.length === 0 && editing.mayWrite && (
        <AddStep label={t("addFirst")} isOpen onAdd={(kind) => editing.add(kind, "start")} />
      )}
      <Lines lines={lines} {...props} />
      {astray.length > 0 && (
        <section aria-labelledby="flow-astray" className={styles.astray}>
          <Text component="h2" fw={600} id="flow-astray">
            {t("astray.title")}
          </Text>
          <Text size="sm" className="quiet" mb="xs">
            {t("astray.help")}
          </Text>
          <Lines lines={astray} {...props} />
        </section>
      )}
    </div>
  );
}

function Lines({ lines, ...props }: Props & { lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <ol className={styles.lines}>
      {lines.map((it) => (
        <li key={it.step.id}>
          <Row line={it} {...props} />
          <Exits line={it} {...props} />
        </li>
      ))}
    </ol>
  );
}

function Row({ line: { step, number }, editing, words, current, figuresOf }: Props & { line: Line }) {
  const { t } = useTranslation("flows");
  const isChosen = editing.chosen === step.id;
  const mistakes = at(editing.mistakes, step.id).length;
  const figures = figuresOf?.(step.id);
  return (
    <div className={`${styles.card} ${isChosen ? styles.open : ""} ${current === step.id ? styles.current : ""}`}>
      <UnstyledButton
        className={styles.cardHead}
        aria-expanded={isChosen}
        data-step={step.id}
        onClick={() => editing.choose(isChosen ? null : step.id)}
      >
        <span className={styles.number}>{number}</span>
        <span className={styles.icon} data-kind={step.kind}>
          <KindIcon kind={step.kind} size={16} />
        </span>
        <span className={styles.cardText}>
          <span className={styles.kind}>{t(`kind.${step.kind}.name`)}</span>
          <span className={styles.summary}>{words.summary(step)}</span>
        </span>
        {figures && (
          <span className={styles.figures}>
            {figures.entered}
            {figures.abandoned && <span className={styles.abandoned}>{figures.abandoned}</span>}
          </span>
        )}
        {mistakes > 0 && (
          <span className={styles.mistakes}>
            <IconAlertTriangle size={14} aria-hidden /> {t("mistakes", { count: mistakes })}
          </span>
        )}
      </UnstyledButton>
      {isChosen && (
        <div className={styles.cardForm}>
          <StepForm editing={editing} words={words} step={step} />
        </div>
      )}
    </div>
  );
}

/** The ways out of a step. One that simply leads to the next line is not said. */
function Exits({ line, ...props }: Props & { line: Line }) {
  const { editing, words } = props;
  const { t } = useTranslation("flows");
  const { step, exits } = line;
  const isPlain = exits.length === 1 && !hasKeys(step.kind);
  return exits.map((exit) => {
    const after = stepOf(editing.flow, exit.next);
    const add = !after && editing.mayWrite && (
      <AddStep
        isOpen
        label={t("addAfter", { exit: `${words.name(step, false)}, ${words.exit(step, exit.id)}` })}
        onAdd={(kind) => editing.add(kind, { step: step.id, exit: exit.id })}
      />
    );
    if (isPlain)
      return (
        <div key={exit.id} className={styles.after}>
          {exit.back && <Back step={exit.back} {...props} />}
          {add}
        </div>
      );
    return (
      <div key={exit.id} className={styles.way}>
        <div className={styles.wayName}>
          <span>{words.exit(step, exit.id)}</span>
          {exit.back && <Back step={exit.back} {...props} />}
          {add}
        </div>
        <Lines lines={exit.lines} {...props} />
      </div>
    );
  });
}

/** To a step that stands elsewhere in the list. */
function Back({ step, editing, words }: Props & { step: Step }) {
  const { t } = useTranslation("flows");
  return (
    <UnstyledButton className={styles.back} onClick={() => editing.choose(step.id)}>
      <IconArrowBackUp size={15} aria-hidden /> {t("goesTo", { step: words.name(step) })}
    </UnstyledButton>
  );
}
