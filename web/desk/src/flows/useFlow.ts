import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { type Service, seen } from "../parts/setup";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { type Mistake, mistakesOf, type Taking } from "./check";
import { type FlowDetail, type FlowForm, flowQuery, formOf } from "./flow";
import { withPlaces } from "./layout";
import { added, changed, type Flow, joined, type Kind, type Place, removed, type Step } from "./model";
import { outlineOf } from "./order";

/** A flow while it is edited: its steps, what is wrong with them, and keeping, publishing and going back. */
export function useFlow(kept: FlowDetail, services: readonly Service[] | undefined) {
  const { t } = useTranslation("flows");
  const cache = useQueryClient();
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(kept, formOf);
  const [chosen, choose] = useState<string | null>(null);
  const id = kept.id;
  const held = base ?? kept;

  const changes = [["flows"], ["numbers"]];
  const put = (form: FlowForm, version: string) =>
    told(
      api.PUT("/api/v1/flows/{id}", {
        params: { path: { id }, header: seen(version) },
        body: { ...form, definition: withPlaces(form.definition) },
      }),
    );
  const after = (saved: FlowDetail) => {
    cache.setQueryData(flowQuery(id).queryKey, saved);
    take(saved);
  };
  const saving = useSaving((form: FlowForm) => put(form, held.version), { changes, after });
  const publishing = useSaving(
    async (comment: string) => {
      if (isChanged) after(await put(draft, held.version));
      return told(
        api.POST("/api/v1/flows/{id}/publish", {
          params: { path: { id } },
          body: { comment },
        }),
      );
    },
    { changes, after, saved: t("published") },
  );
  const goingBack = useSaving(
    (number: number) =>
      told(
        api.POST("/api/v1/flows/{id}/publish/{number}", {
          params: { path: { id, number } },
        }),
      ),
    { changes, after, saved: t("published") },
  );

  const flow = draft.definition;
  const set = (change: Partial<FlowForm>) => setDraft((it) => ({ ...it, ...change }));
  const setFlow = (definition: Flow) => set({ definition });
  const outline = useMemo(() => outlineOf(flow), [flow]);
  const own = useMemo(() => mistakesOf(flow, takingOf(services)), [flow, services]);
  const mistakes = useMemo(() => (isChanged ? own : together(own, held.mistakes)), [own, isChanged, held.mistakes]);

  return {
    id,
    kept: held,
    draft,
    flow,
    outline,
    mistakes,
    mayWrite: useMay("service.write") && !draft.isArchived,
    mayArchive: useMay("service.write"),
    chosen: flow.steps.some((it) => it.id === chosen) ? chosen : null,
    choose,
    set,
    setFlow,
    change: (step: string, change: Partial<Step>) => setFlow(changed(flow, step, change)),
    add: (kind: Kind, place: Place) => {
      const grown = added(flow, kind, place);
      setFlow(grown.flow);
      choose(grown.id);
    },
    join: (place: { step: string; exit: string }, to: string | null) => setFlow(joined(flow, place, to)),
    remove: (step: string) => {
      setFlow(removed(flow, step));
      choose(null);
    },
    save: () => saving.mutate(draft),
    archive: (isArchived: boolean) => saving.mutate({ ...formOf(held), isArchived }),
    publish: publishing.mutateAsync,
    goBack: goingBack.mutateAsync,
    isBusy: saving.isPending || publishing.isPending || goingBack.isPending,
    isChanged,
    overtaken,
    undo,
  };
}

export type Editing = ReturnType<typeof useFlow>;

function takingOf(services: readonly Service[] | undefined): Taking | undefined {
  const those = (channel: string) =>
    (services ?? []).filter((it) => !it.isArchived && it.channels.some((way) => way.rule.channel === channel));
  const idsOf = (channel: string) => new Set(those(channel).map((it) => it.id));
  return services && { calls: idsOf("Voice"), messages: idsOf("VoiceMessage") };
}

/** What the desk has found, and what the server has found beyond that. */
function together(own: Mistake[], theirs: readonly Mistake[]): Mistake[] {
  return [...own, ...theirs.filter((it) => !own.some((one) => one.step === it.step && one.field === it.field))];
}
