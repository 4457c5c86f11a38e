import { Button, Group, Loader, Select, Text, Textarea } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { useNow } from "../board/board";
import { choicesQuery } from "../history/choices";
import { Confirm } from "../parts/Confirm";
import { Page } from "../parts/Page";
import { Rows } from "../parts/Rows";
import { stopwatch } from "../parts/time";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { CallbackState, Tries } from "./CallbackState";
import styles from "./Callbacks.module.css";
import { type Callback, mayDiscard, standing } from "./callbacks";

const longestReason = 500;

/** All who are to be called back: whoever waits for it, between two tries too. */
export default function CallbacksPage() {
  const { t, i18n } = useTranslation("callbacks");
  const [service, setService] = useState<string | null>(null);
  const [discarding, setDiscarding] = useState<Callback | null>(null);
  const { data: choices } = useQuery(choicesQuery);
  const maySteer = useMay("contact.steer");
  const mayWatch = useMay("floor.watch");
  const now = useNow();
  const found = useInfiniteQuery({
    queryKey: ["callbacks", service],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/api/v1/callbacks", {
          params: { query: { service: service ?? undefined, after: pageParam ?? undefined } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: 5_000,
    placeholderData: (before) => before,
  });
  const hasten = useSaving(
    (it: Callback) => told(api.POST("/api/v1/board/callbacks/{id}/now", { params: { path: { id: it.asked } } })),
    { changes: [["callbacks"], ["board"]], saved: t("hastened") },
  );
  const rows = found.data?.pages.flatMap((it) => it.items);
  const moves = (it: Callback) => (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      {standing(it, now) === "pausing" && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t("hastenOf", { name: nameOf(it) })}
          loading={hasten.isPending && hasten.variables.asked === it.asked}
          onClick={() => hasten.mutate(it)}
        >
          {t("hasten")}
        </Button>
      )}
      {mayDiscard(standing(it, now)) && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t("discardOf", { name: nameOf(it) })}
          onClick={() => setDiscarding(it)}
        >
          {t("discard")}
        </Button>
      )}
    </Group>
  );
  return (
    <Page
      title={t("title")}
      isWide
      back={
        mayWatch ? { to: "/board", name: t("shell:section.board") } : { to: "/work", name: t("shell:section.work") }
      }
    >
      <div className={styles.filters}>
        <Text size="sm" className="quiet" maw={640}>
          {t("help")}
        </Text>
        <Select
          label={t("service")}
          placeholder={t("all")}
          clearable
          searchable
          value={service}
          onChange={setService}
          data={(choices?.services ?? [])
            .filter((it) => !it.isArchived)
            .map((it) => ({ value: it.service, label: best(it.name, i18n.language) }))}
        />
      </div>
      {!rows && <Loader type="dots" aria-label={t("loading")} />}
      <Rows
        rows={rows}
        keyOf={(it) => it.asked}
        none={t("none")}
        columns={[
          { key: "who", head: t("who"), cell: (it) => <Who callback={it} /> },
          { key: "service", head: t("service"), cell: (it) => best(it.serviceName, i18n.language) },
          { key: "waited", head: t("waited"), cell: (it) => stopwatch(now - Date.parse(it.since)) },
          { key: "state", head: t("stateHead"), cell: (it) => <CallbackState callback={it} /> },
          { key: "tries", head: t("tries"), cell: (it) => <Tries callback={it} /> },
        ]}
        end={maySteer ? { head: t("moves"), cell: moves } : undefined}
      />
      {found.hasNextPage && (
        <Button mt="sm" variant="default" loading={found.isFetchingNextPage} onClick={() => found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      {discarding && <DiscardDialog callback={discarding} onClose={() => setDiscarding(null)} />}
    </Page>
  );
}

function nameOf(it: Callback): string {
  return it.customerName ?? it.phone ?? it.reference ?? "";
}

function Who({ callback }: { callback: Callback }) {
  const { asked, reference, customerName, phone } = callback;
  const contact = callback.now?.contact ?? asked;
  const shown = callback.now?.reference ?? reference;
  return (
    <>
      {customerName ?? phone}
      {customerName && phone && <div className="quiet">{phone}</div>}
      {shown && (
        <div>
          <Link className={styles.reference} to={`/history/${contact}` as never}>
            {shown}
          </Link>
        </div>
      )}
    </>
  );
}

function DiscardDialog({ callback, onClose }: { callback: Callback; onClose: () => void }) {
  const { t } = useTranslation("callbacks");
  const [reason, setReason] = useState("");
  const discard = useSaving(
    () =>
      told(
        api.POST("/api/v1/board/callbacks/{id}/discard", {
          params: { path: { id: callback.asked } },
          body: { reason: reason.trim() },
        }),
      ),
    { changes: [["callbacks"], ["board"]], saved: t("discarded"), after: onClose },
  );
  return (
    <Confirm
      title={t("discardTitle", { name: nameOf(callback) })}
      action={t("discard")}
      isDangerous
      isBusy={discard.isPending}
      isReady={reason.trim() !== ""}
      onClose={onClose}
      onConfirm={() => discard.mutate(undefined)}
    >
      <Text size="sm">{t("discardHelp")}</Text>
      <Textarea
        label={t("reason")}
        required
        autosize
        minRows={2}
        maxLength={longestReason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}
