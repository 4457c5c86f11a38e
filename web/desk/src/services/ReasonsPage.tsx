import { ActionIcon, Button, Group, Select, Switch, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import listStyles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { State } from "../parts/State";
import { latest, type Reason, reasonsQuery, seen, servicesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useSaving } from "../parts/useSaving";
import { useSetupDialog } from "../parts/useSetupDialog";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import styles from "./Reasons.module.css";
import { type Branch, placesFor, swapped, treeOf } from "./reasonTree";
import { ServicesMenu } from "./ServicesMenu";

const changes = [["reasons"], ["desk-setup"]];
const deepest = 4;
const root = "root";

/** What contacts can be about: a tree for each service, and one that all services share. */
export default function ReasonsPage() {
  const { t, i18n } = useTranslation("services");
  const { data: reasons } = useQuery(reasonsQuery);
  const { data: services } = useQuery(servicesQuery);
  const [service, setService] = useState<string | null>(null);
  const [withArchived, setWithArchived] = useState(false);
  const [edited, setEdited] = useState<{ reason?: Reason; parent: string | null; place: number } | null>(null);
  const mayWrite = useMay("service.write");
  const mine = (reasons ?? []).filter((it) => it.service === service && (withArchived || !it.isArchived));
  const tree = treeOf(mine);
  const reorder = useSaving(
    (moved: Reason[]) =>
      Promise.all(
        moved.map(({ id, version, ...body }) =>
          told(api.PUT("/api/v1/reasons/{id}", { params: { path: { id }, header: seen(version) }, body })),
        ),
      ),
    { changes },
  );
  const nameOf = (it: Reason) => best(it.name, i18n.language);
  const list = useRef<HTMLUListElement>(null);
  const moved = useRef<{ reason: string; by: -1 | 1 } | null>(null);
  const move = (siblings: Branch[], at: number, by: -1 | 1) => {
    moved.current = { reason: siblings[at]!.reason.id, by };
    reorder.mutate(swapped(siblings, at, by));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the tree has come anew
  useEffect(() => {
    if (moved.current) focusMoved(list.current, moved.current);
  }, [reasons]);

  const branch = (it: Branch, siblings: Branch[], at: number, depth: number) => (
    <li key={it.reason.id}>
      <div className={styles.reason}>
        <span className={it.reason.isArchived ? "quiet" : undefined}>{nameOf(it.reason)}</span>
        {it.reason.isArchived && <State tone="rest">{t("parts:archived")}</State>}
        {mayWrite && (
          <Group gap={0} ml="auto" wrap="nowrap">
            <ActionIcon
              aria-label={t("reason.up", { name: nameOf(it.reason) })}
              data-move={`-1 ${it.reason.id}`}
              disabled={at === 0}
              onClick={() => !reorder.isPending && move(siblings, at, -1)}
            >
              <IconArrowUp size={17} />
            </ActionIcon>
            <ActionIcon
              aria-label={t("reason.down", { name: nameOf(it.reason) })}
              data-move={`1 ${it.reason.id}`}
              disabled={at === siblings.length - 1}
              onClick={() => !reorder.isPending && move(siblings, at, 1)}
            >
              <IconArrowDown size={17} />
            </ActionIcon>
            {depth < deepest && (
              <ActionIcon
                aria-label={t("reason.addUnder", { name: nameOf(it.reason) })}
                onClick={() => setEdited({ parent: it.reason.id, place: it.under.length })}
              >
                <IconPlus size={17} />
              </ActionIcon>
            )}
            <ActionIcon
              aria-label={t("reason.edit", { name: nameOf(it.reason) })}
              onClick={() => setEdited({ reason: it.reason, parent: it.reason.parent, place: it.reason.place })}
            >
              <IconPencil size={17} />
            </ActionIcon>
          </Group>
        )}
      </div>
      {it.under.length > 0 && <ul>{it.under.map((one, index) => branch(one, it.under, index, depth + 1))}</ul>}
    </li>
  );

  return (
    <Page
      title={t("title")}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited({ parent: null, place: tree.length })}>
            {t("reason.new")}
          </Button>
        )
      }
    >
      <ServicesMenu />
      <Text size="sm" className="quiet" mb="sm">
        {t("reason.help")}
      </Text>
      <Group mb="sm" align="flex-end">
        <Select
          label={t("reason.of")}
          w={280}
          searchable
          value={service ?? "all"}
          allowDeselect={false}
          onChange={(it) => setService(it === "all" ? null : it)}
          data={[
            { value: "all", label: t("reason.ofAll") },
            ...(services ?? [])
              .filter((it) => !it.isArchived)
              .map((it) => ({ value: it.id, label: best(it.name, i18n.language) })),
          ]}
        />
        <Switch
          mb={8}
          label={t("parts:showArchived")}
          checked={withArchived}
          onChange={(event) => setWithArchived(event.currentTarget.checked)}
        />
      </Group>
      <div className={listStyles.panel}>
        {tree.length === 0 ? (
          <div className={listStyles.empty}>{t("reason.none")}</div>
        ) : (
          <ul ref={list} className={styles.tree} aria-label={t("place.reasons")}>
            {tree.map((it, at) => branch(it, tree, at, 1))}
          </ul>
        )}
      </div>
      {edited && <ReasonDialog {...edited} all={mine} service={service} onClose={() => setEdited(null)} />}
    </Page>
  );
}

/** Whoever moves a reason by keyboard stays on it, also where the button pressed can go no further. */
function focusMoved(list: HTMLElement | null, { reason, by }: { reason: string; by: -1 | 1 }) {
  const buttons = [by, -by].map((it) => list?.querySelector<HTMLButtonElement>(`[data-move="${it} ${reason}"]`));
  buttons.find((it) => it && !it.disabled)?.focus();
}

function ReasonDialog({
  reason,
  parent: above,
  place,
  all,
  service,
  onClose,
}: {
  reason?: Reason;
  parent: string | null;
  place: number;
  all: Reason[];
  service: string | null;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation("services");
  const { draft, set, dialog } = useSetupDialog(reason && latest(all, reason), {
    draftOf: (it) => ({ name: it?.name ?? {}, parent: it ? (it.parent ?? null) : above }),
    bodyOf: (it, isArchived, base) => ({ ...it, service, place: base?.place ?? place, isArchived }),
    put: (params, body) => api.PUT("/api/v1/reasons/{id}", { params, body }),
    post: (params, body) => api.POST("/api/v1/reasons", { params, body }),
    changes,
    onClose,
  });
  return (
    <KeepDialog {...dialog} title={t(reason ? "reason.editTitle" : "reason.new")}>
      <TextsInput label={t("parts:name")} isRequired value={draft.name} onChange={(name) => set({ name })} />
      <Select
        label={t("reason.parent")}
        searchable
        allowDeselect={false}
        value={draft.parent ?? root}
        onChange={(it) => set({ parent: it === root ? null : it })}
        data={[
          { value: root, label: t("reason.root") },
          ...placesFor(reason, all, deepest).map(({ reason: it, path }) => ({
            value: it.id,
            label: [...path, it].map((one) => best(one.name, i18n.language)).join(" › "),
          })),
        ]}
      />
    </KeepDialog>
  );
}
