import { Button, Loader, Select, Table, Text, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "../agent/reasons";
import { api, type Schemas, told } from "../api/api";
import { type Channel, ChannelIcon } from "../parts/channels";
import { Page } from "../parts/Page";
import { dayAndTime, stopwatch } from "../parts/time";
import { RecordingLogLink } from "../recording/RecordingLogLink";
import { best } from "../texts/best";
import { ContactStateBadge } from "./ContactStateBadge";
import { choicesQuery } from "./choices";
import styles from "./HistoryPage.module.css";
import { keepSearch } from "./lastSearch";
import { fromSearch, type HistorySearch, query, states } from "./search";

const channels: Channel[] = ["Voice", "Chat", "Email", "Form", "Letter", "Fax", "VoiceMessage"];

/** Looking for contacts: everything that is asked for stands in the address, so that a search can be sent on. */
export default function HistoryPage() {
  const { t, i18n } = useTranslation("history");
  const search = fromSearch(useSearch({ strict: false }));
  const found = useInfiniteQuery({
    queryKey: ["contacts", search],
    queryFn: ({ pageParam }) =>
      told(
        api.GET("/api/v1/contacts", {
          params: { query: { ...query(search), after: pageParam ?? undefined } as never },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was looked for, not the object that says it
  useEffect(() => keepSearch(search), [JSON.stringify(search)]);
  const rows = found.data?.pages.flatMap((it) => it.items) ?? [];

  return (
    <Page title={t("title")} isWide actions={<RecordingLogLink />}>
      <Filters search={search} />
      <div
        className={styles.table}
        role="region"
        aria-label={t("found")}
        data-old={found.isPlaceholderData || undefined}
      >
        <Table highlightOnHover stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("column.arrived")}</Table.Th>
              <Table.Th>{t("column.who")}</Table.Th>
              <Table.Th>{t("column.service")}</Table.Th>
              <Table.Th>{t("column.state")}</Table.Th>
              <Table.Th ta="end">{t("column.waited")}</Table.Th>
              <Table.Th>{t("column.person")}</Table.Th>
              <Table.Th>{t("column.reasons")}</Table.Th>
              <Table.Th>{t("column.reference")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((it) => (
              <Row key={it.contact} contact={it} language={i18n.language} />
            ))}
          </Table.Tbody>
        </Table>
        {found.isPending && <Loader type="dots" mx="auto" my="xl" display="block" aria-label={t("searching")} />}
        {found.isSuccess && rows.length === 0 && (
          <Text className="quiet" ta="center" py="xl">
            {t("none")}
          </Text>
        )}
        {found.isError && (
          <Text ta="center" py="xl" role="alert">
            {t("failed")}{" "}
            <Button variant="subtle" size="compact-sm" onClick={() => void found.refetch()}>
              {t("shell:again")}
            </Button>
          </Text>
        )}
      </div>
      {found.hasNextPage && (
        <Button mt="md" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Page>
  );
}

function Row({ contact, language }: { contact: Schemas["ContactSummary"]; language: string }) {
  const { t } = useTranslation("history");
  const reasons = contact.reasons.map((it) => best(it.name, language)).join(", ");
  const waitedUntil = contact.isOutgoing ? null : (contact.answeredAt ?? contact.closedAt);
  return (
    <Table.Tr>
      <Table.Td>
        <Link to={`/history/${contact.contact}` as never} className={styles.open}>
          {dayAndTime(contact.arrivedAt, language)}
        </Link>
      </Table.Td>
      <Table.Td className={styles.who} dir="auto">
        <span className={styles.name}>{contact.customerName ?? <span className="quiet">{t("unknown")}</span>}</span>
        {contact.matter && <span className={styles.matter}>{contact.matter}</span>}
        {contact.isOutgoing && <span className={styles.matter}>{t("outgoing")}</span>}
      </Table.Td>
      <Table.Td>
        <span className={styles.service}>
          <ChannelIcon channel={contact.channel} />
          <span>{best(contact.serviceName, language)}</span>
        </span>
      </Table.Td>
      <Table.Td>
        <ContactStateBadge contact={contact} />
      </Table.Td>
      <Table.Td ta="end" data-head={t("column.waited")}>
        {waitedUntil ? stopwatch(Date.parse(waitedUntil) - Date.parse(contact.arrivedAt)) : "–"}
      </Table.Td>
      <Table.Td data-head={t("column.person")}>{contact.personName ?? <span className="quiet">–</span>}</Table.Td>
      <Table.Td className={styles.reasons} title={reasons}>
        {reasons}
      </Table.Td>
      <Table.Td className={styles.reference}>{contact.reference}</Table.Td>
    </Table.Tr>
  );
}

function Filters({ search }: { search: HistorySearch }) {
  const { t, i18n } = useTranslation("history");
  const go = useNavigate();
  const { data: choices } = useQuery(choicesQuery);
  const [text, setText] = useState(search.text ?? "");
  const set = (change: Partial<HistorySearch>) =>
    void go({ to: "/history", search: query({ ...search, ...change }, true) as never, replace: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set({ text: text.trim() || undefined });
  };

  return (
    <form onSubmit={submit} role="search">
      <div className={styles.filters}>
        <TextInput
          className={styles.text}
          label={t("filter.text")}
          placeholder={t("filter.textHint")}
          leftSection={<IconSearch size={16} />}
          maxLength={200}
          value={text}
          onChange={(it) => setText(it.currentTarget.value)}
          onBlur={() => text.trim() !== (search.text ?? "") && set({ text: text.trim() || undefined })}
        />
        <Select
          label={t("filter.service")}
          placeholder={t("filter.all")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("filter.clear") }}
          value={search.service ?? null}
          onChange={(it) => set({ service: it ?? undefined })}
          data={(choices?.services ?? []).map((it) => ({ value: it.service, label: best(it.name, i18n.language) }))}
        />
        <Select
          label={t("filter.person")}
          placeholder={t("filter.all")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("filter.clear") }}
          value={search.person ?? null}
          onChange={(it) => set({ person: it ?? undefined })}
          data={(choices?.people ?? []).map((it) => ({ value: it.person, label: it.name }))}
        />
        <Select
          label={t("filter.reason")}
          placeholder={t("filter.all")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("filter.clear") }}
          value={search.reason ?? null}
          onChange={(it) => set({ reason: it ?? undefined })}
          data={paths(choices?.reasons ?? [], i18n.language).map((it) => ({
            value: it.reason,
            label: it.path.join(" › "),
          }))}
        />
        <Select
          label={t("filter.channel")}
          placeholder={t("filter.all")}
          clearable
          clearButtonProps={{ "aria-label": t("filter.clear") }}
          value={search.channel ?? null}
          onChange={(it) => set({ channel: (it ?? undefined) as HistorySearch["channel"] })}
          data={channels.map((it) => ({ value: it, label: t(`parts:channel.${it}`) }))}
        />
        <Select
          label={t("filter.state")}
          placeholder={t("filter.all")}
          clearable
          clearButtonProps={{ "aria-label": t("filter.clear") }}
          value={search.state ?? null}
          onChange={(it) => set({ state: (it ?? undefined) as HistorySearch["state"] })}
          data={states.map((it) => ({ value: it, label: t(`state.${it}`) }))}
        />
        <Select
          label={t("filter.direction")}
          placeholder={t("filter.all")}
          clearable
          clearButtonProps={{ "aria-label": t("filter.clear") }}
          value={search.direction ?? null}
          onChange={(it) => set({ direction: (it ?? undefined) as HistorySearch["direction"] })}
          data={(["in", "out"] as const).map((it) => ({ value: it, label: t(`direction.${it}`) }))}
        />
        <DatePickerInput
          type="range"
          label={t("filter.days")}
          placeholder={t("filter.all")}
          clearable
          clearButtonProps={{ "aria-label": t("filter.clear") }}
          valueFormat="YYYY-MM-DD"
          value={[search.from ?? null, search.until ?? null]}
          onChange={([from, until]) => {
            if (Boolean(from) === Boolean(until) || from) set({ from: from ?? undefined, until: until ?? undefined });
          }}
        />
        <Button type="submit" variant="default">
          {t("filter.search")}
        </Button>
      </div>
    </form>
  );
}
