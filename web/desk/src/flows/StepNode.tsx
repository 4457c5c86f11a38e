import { IconAlertTriangle } from "@tabler/icons-react";
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { AddStep } from "./AddStep";
import { box, exitAt, hasRows } from "./layout";
import { exitsOf, isEnd, type Kind, type Step } from "./model";
import styles from "./Picture.module.css";
import { KindIcon, type Words } from "./words";

export type StepData = {
  step: Step;
  number: number;
  words: Words;
  mistakes: number;
  isCurrent: boolean;
  isAstray: boolean;
  isOpen: (exit: string) => boolean;
  /** How many came here and how many hung up here, when figures are shown. */
  figures?: { entered: string; abandoned: string | null };
  onAdd?: (kind: Kind, exit: string) => void;
  [other: string]: unknown;
};

/** A step in the picture: what it does, and a row for each way out where there are several. */
export function StepNode({ data, selected }: NodeProps<Node<StepData>>) {
  const { t } = useTranslation("flows");
  const { step, words, onAdd } = data;
  const exits = exitsOf(step);
  const state = [
    styles.step,
    selected && styles.chosen,
    data.isCurrent && styles.current,
    data.mistakes > 0 && styles.wrong,
    data.isAstray && styles.astray,
    isEnd(step.kind) && styles.ending,
  ];
  return (
    <div className={state.filter(Boolean).join(" ")} data-kind={step.kind}>
      <Handle type="target" position={Position.Left} style={{ top: box.head / 2 }} isConnectable={Boolean(onAdd)} />
      <div className={styles.pills}>
        {data.mistakes > 0 && (
          <span className={styles.mistakes}>
            <IconAlertTriangle size={13} aria-hidden /> {t("mistakes", { count: data.mistakes })}
          </span>
        )}
        {data.figures && (
          <span className={styles.figures}>
            {data.figures.entered}
            {data.figures.abandoned && <span className={styles.abandoned}> {data.figures.abandoned}</span>}
          </span>
        )}
      </div>
      <div className={styles.head} style={{ height: box.head }}>
        <span className={styles.icon}>
          <KindIcon kind={step.kind} size={16} />
        </span>
        <span className={styles.kind}>{t(`kind.${step.kind}.name`)}</span>
        <span className={styles.number}>{data.number}</span>
      </div>
      <div className={styles.text} style={{ height: box.text }}>
        <span>{words.summary(step)}</span>
      </div>
      {hasRows(step) &&
        exits.map((it) => (
          <div key={it.id} className={styles.row} style={{ height: box.row }}>
            <span>{words.exit(step, it.id)}</span>
          </div>
        ))}
      {exits.map((it, index) => (
        <div key={it.id} className={styles.out} style={{ top: exitAt(step, index) }}>
          <Handle id={it.id} type="source" position={Position.Right} isConnectable={Boolean(onAdd)} />
          {onAdd && (
            <div className={`${styles.plus} nodrag nopan`}>
              <AddStep
                isSmall
                isOpen={data.isOpen(it.id)}
                label={t("addAfter", { exit: `${words.name(step, false)}, ${words.exit(step, it.id)}` })}
                onAdd={(kind) => onAdd(kind, it.id)}
              />
            </div>
          )}
        </div>
      ))}
    </div>
  );
}
