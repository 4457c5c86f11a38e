import { Alert, Button, Group, Loader, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { Page } from "../parts/Page";
import { Rows } from "../parts/Rows";
import { dayAndTime } from "../parts/time";
import { csvOf } from "./csv";

type Access = Schemas["AccessView"];

const largest = 200;

function ask(after: string | null, size?: number) {
  return told(api.GET("/api/v1/recording-accesses", { params: { query: { after: after ?? undefined, size } } }));
}

/** Who has listened to recordings and why, and whether that log is as it was written. */
export default function AccessLogPage() {
  const { t, i18n } = useTranslation("recording");
  const log = useInfiniteQuery({
    queryKey: ["recording-accesses"],
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = log.data?.pages.flatMap((it) => it.items);
  return (
    <Page title={t("log.title")} back={{ to: "/history", name: t("history:title") }}>
      <Text mb="md" maw={720}>
        {t("log.help")}
      </Text>
      <Check />
      {!rows && <Loader aria-label={t("parts:loading")} />}
      <Rows<Access>
        rows={rows}
        keyOf={(it) => `${it.number}`}
        none={t("log.none")}
        columns={[
          { key: "at", head: t("log.at"), cell: (it) => dayAndTime(it.at, i18n.language) },
          { key: "by", head: t("log.by"), cell: (it) => it.byName },
          { key: "kind", head: t("log.kind"), cell: (it) => t(`log.kinds.${it.kind}`) },
          {
            key: "contact",
            head: t("log.contact"),
            cell: (it) => (
              <Link to="/history/$contact" params={{ contact: it.contact }}>
                {it.reference}
              </Link>
            ),
          },
          {
            key: "reason",
            head: t("log.reason"),
            cell: (it) => it.reason ?? <span className="quiet">{t("log.erased")}</span>,
          },
          { key: "number", head: t("log.number"), cell: (it) => it.number },
        ]}
      />
      <Group mt="md">
        {log.hasNextPage && (
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t("log.more")}
          </Button>
        )}
        <Button variant="default" disabled={!rows?.length} onClick={() => void save(t("log.title"))}>
          {t("log.export")}
        </Button>
      </Group>
    </Page>
  );
}

function Check() {
  const { t } = useTranslation("recording");
  const { data: check } = useQuery({
    queryKey: ["recording-accesses", "check"],
    queryFn: () => told(api.GET("/api/v1/recording-accesses/check")),
  });
  if (!check) return null;
  return (
    <Alert color={check.isWhole ? "green" : "red"} mb="md" role="status">
      {check.isWhole
        ? t("log.whole", { count: Number(check.lines) })
        : t("log.broken", { number: Number(check.firstBroken) })}
    </Alert>
  );
}

/** The whole log as a file, the newest line first, with what proves that it is whole. */
async function save(name: string) {
  const all: Access[] = [];
  let after: string | null = null;
  do {
    const page: Schemas["PageOfAccessView"] = await ask(after, largest);
    all.push(...page.items);
    after = page.next;
  } while (after);
  const head = ["number", "at", "by", "kind", "contact", "recording", "reason", "hash"];
  const lines = all.map((it) => [
    `${it.number}`,
    it.at,
    it.byName,
    it.kind,
    it.reference,
    it.recording,
    it.reason ?? "",
    it.hash,
  ]);
  const file = URL.createObjectURL(new Blob([csvOf([head, ...lines])], { type: "text/csv" }));
  const link = Object.assign(document.createElement("a"), { href: file, download: `${name}.csv` });
  link.click();
  URL.revokeObjectURL(file);
}
