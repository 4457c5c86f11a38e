import "@xyflow/react/dist/base.css";
import {
  type AriaLabelConfig,
  Background,
  BackgroundVariant,
  Controls,
  type Edge,
  MarkerType,
  type Node,
  type NodeChange,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { AddStep } from "./AddStep";
import { at } from "./check";
import { box, exitAt, heightOf, placed } from "./layout";
import { exitsOf, type Kind, type Step, stepOf } from "./model";
import { reached } from "./order";
import styles from "./Picture.module.css";
import { type StepData, StepNode } from "./StepNode";
import type { Editing } from "./useFlow";
import type { Words } from "./words";

const nodeTypes = { step: StepNode };

type Props = {
  editing: Editing;
  words: Words;
  /** The step that a test call is at. */
  current: string | null;
  figuresOf?: (step: string) => StepData["figures"];
};

/** The flow as a picture, from left to right. Places are found by themselves. */
export default function Picture(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ editing, words, current, figuresOf }: Props) {
  const { t } = useTranslation("flows");
  const { flow, chosen, mayWrite } = editing;
  const labels = useLabels();
  const spots = useMemo(() => placed(flow), [flow]);
  const found = useMemo(() => reached(flow, flow.start), [flow]);
  const canvas = useShowing(editing, spots, current);

  const nodes = flow.steps.map(
    (step): Node<StepData> => ({
      id: step.id,
      type: "step",
      position: spots.get(step.id)!,
      width: box.width,
      height: heightOf(step),
      selected: step.id === chosen,
      ariaLabel: nameOf(step),
      domAttributes: { "aria-roledescription": t("step"), "aria-current": step.id === chosen ? "true" : undefined },
      handles: handlesOf(step),
      data: {
        step,
        number: editing.outline.numbers.get(step.id) ?? 0,
        words,
        mistakes: at(editing.mistakes, step.id).length,
        isCurrent: step.id === current,
        isAstray: !found.has(step.id),
        isOpen: (exit) => !stepOf(flow, exitsOf(step).find((it) => it.id === exit)?.next),
        figures: figuresOf?.(step.id),
        onAdd: mayWrite ? (kind: Kind, exit: string) => editing.add(kind, { step: step.id, exit }) : undefined,
      },
    }),
  );
  const edges = flow.steps.flatMap((step) =>
    exitsOf(step).flatMap((exit): Edge[] => {
      if (!stepOf(flow, exit.next)) return [];
      const isBack = spots.get(exit.next!)!.x <= spots.get(step.id)!.x;
      return [
        {
          id: `${step.id} ${exit.id}`,
          source: step.id,
          sourceHandle: exit.id,
          target: exit.next!,
          type: isBack ? "smoothstep" : "default",
          className: [styles.edge, isBack && styles.back, (step.id === chosen || exit.next === chosen) && styles.near]
            .filter(Boolean)
            .join(" "),
          markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--edge)" },
          focusable: false,
          selectable: false,
        },
      ];
    }),
  );
  const select = (changes: NodeChange<Node<StepData>>[]) => {
    const picked = changes.find((it) => it.type === "select" && it.selected);
    if (picked?.type === "select") editing.choose(picked.id);
  };

  function nameOf(step: Step): string {
    const wrong = at(editing.mistakes, step.id).length;
    return [words.name(step), wrong > 0 && t("mistakes", { count: wrong })].filter(Boolean).join(". ");
  }

  return (
    <section className={styles.canvas} aria-label={t("picture")} ref={canvas}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={select}
        onPaneClick={() => editing.choose(null)}
        onConnect={({ source, sourceHandle, target }) =>
          sourceHandle && editing.join({ step: source, exit: sourceHandle }, target)
        }
        nodesDraggable={false}
        nodesConnectable={mayWrite}
        edgesFocusable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.2}
        maxZoom={1.4}
        ariaLabelConfig={labels}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} />
        <Controls showInteractive={false} />
      </ReactFlow>
      {flow.steps.length === 0 && mayWrite && (
        <div className={styles.first}>
          <AddStep label={t("addFirst")} isOpen onAdd={(kind) => editing.add(kind, "start")} />
        </div>
      )}
    </section>
  );
}

/** Begins with the whole flow where it can be read, else with its start; later shows the step that is chosen or heard. */
function useShowing(editing: Editing, spots: ReturnType<typeof placed>, current: string | null) {
  const canvas = useRef<HTMLElement>(null);
  const { setViewport, getViewport, setCenter } = useReactFlow();
  const shown = current ?? editing.chosen;
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is to be seen
  useEffect(() => {
    const { clientWidth: width, clientHeight: height } = canvas.current!;
    if (isFirst.current) {
      isFirst.current = false;
      const corners = editing.flow.steps.map((it) => ({ ...spots.get(it.id)!, height: heightOf(it) }));
      const right = Math.max(...corners.map((it) => it.x + box.width + 40), 1);
      const bottom = Math.max(...corners.map((it) => it.y + it.height), 1);
      const zoom = Math.min(1, Math.max(0.75, Math.min((width - 64) / right, (height - 80) / bottom)));
      const spare = height - bottom * zoom;
      void setViewport({ x: 32, y: Math.max(40, spare / 2), zoom });
    }
    const step = stepOf(editing.flow, shown);
    const spot = step && spots.get(step.id);
    if (!spot) return;
    const { x, y, zoom } = getViewport();
    const [left, top] = [spot.x * zoom + x, spot.y * zoom + y];
    const isSeen =
      left > 0 && top > 0 && left + box.width * zoom < width && top + Math.min(heightOf(step), 200) * zoom < height;
    if (!isSeen) void setCenter(spot.x + box.width / 2, spot.y + heightOf(step) / 2, { zoom, duration: motion() });
  }, [shown, editing.flow.steps.length]);
  return canvas;
}

const motion = () => (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250);

/** Where lines begin and end, known beforehand so that they are drawn at once. */
function handlesOf(step: Step) {
  const spot = { width: 1, height: 1 };
  return [
    { type: "target" as const, position: Position.Left, x: 0, y: box.head / 2, ...spot },
    ...exitsOf(step).map((it, index) => ({
      id: it.id,
      type: "source" as const,
      position: Position.Right,
      x: box.width,
      y: exitAt(step, index),
      ...spot,
    })),
  ];
}

function useLabels(): Partial<AriaLabelConfig> {
  const { t } = useTranslation("flows");
  return {
    "node.a11yDescription.default": t("canvas.node"),
    "node.a11yDescription.keyboardDisabled": t("canvas.node"),
    "controls.ariaLabel": t("canvas.controls"),
    "controls.zoomIn.ariaLabel": t("canvas.zoomIn"),
    "controls.zoomOut.ariaLabel": t("canvas.zoomOut"),
    "controls.fitView.ariaLabel": t("canvas.fit"),
    "handle.ariaLabel": t("canvas.handle"),
  };
}
