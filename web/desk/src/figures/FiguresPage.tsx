import { Alert, Button, Group, SegmentedControl, Skeleton, Tabs, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconFileSpreadsheet, IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "../api/tellError";
import { useWatching } from "../live/live";
import { Page } from "../parts/Page";
import { useMay } from "../session/session";
import { SoundFigures } from "../sound/SoundFigures";
import { Behind, type Opened } from "./Behind";
import classes from "./Figures.module.css";
import { FiguresTable } from "./FiguresTable";
import { Filters } from "./Filters";
import { Namer } from "./names";
import { OverTime } from "./OverTime";
import { PeopleTime } from "./PeopleTime";
import { type Choices, choicesQuery, csvAddress, figuresQuery, question } from "./queries";
import { RecordedCalls } from "./RecordedCalls";
import { RuleChoice } from "./RuleChoice";
import {
  days,
  daysBefore,
  type FiguresSearch,
  fromSearch,
  isSensible,
  length,
  stepOf,
  steps,
  tabs,
  todayIn,
  toSearch,
} from "./search";
import { Tiles } from "./Tiles";
import { WeekMap } from "./WeekMap";

/** Figures: today as it runs, or any time before; everything asked for stands in the address. */
export default function FiguresPage() {
  const { t } = useTranslation("figures");
  const choices = useQuery(choicesQuery);
  if (choices.isError)
    return (
      <Page title={t("title")} isWide>
        <Alert color="red" role="alert">
          {sentenceOf(choices.error)}
        </Alert>
      </Page>
    );
  if (!choices.data)
    return (
      <Page title={t("title")} isWide>
        <Skeleton h={480} />
      </Page>
    );
  return <Shown choices={choices.data} />;
}

function Shown({ choices }: { choices: Choices }) {
  const { t, i18n } = useTranslation("figures");
  const go = useNavigate();
  const search = fromSearch(useSearch({ strict: false }));
  const isNarrow = useMediaQuery("(max-width: 48em)") ?? false;
  const maySeePeople = useMay("figures.people.read");
  const [opened, setOpened] = useState<Opened | null>(null);
  const names = useMemo(() => new Namer(choices, i18n.language), [choices, i18n.language]);

  useWatching("WatchFigures", "LeaveFigures");
  const today = todayIn(choices.zone, new Date());
  const period = days(search, today);
  const isLive = period.to > today;
  const step = stepOf(search, today, isNarrow);
  const asked = question(search, period);
  const dimension = search.tab === "time" ? step : search.tab;

  const overTime = useQuery(figuresQuery({ ...asked, by: step }, isLive));
  const perChannel = useQuery(figuresQuery({ ...asked, by: "channel" }, isLive));
  const rows = useQuery(figuresQuery({ ...asked, by: dimension }, isLive));
  const before = useQuery(figuresQuery(useBefore(search, today), false));
  const isLong = length(period.from, period.to) > 2;
  const week = useQuery({ ...figuresQuery({ ...asked, by: "weekday" }, false), enabled: isLong });

  const set = (change: Partial<FiguresSearch>) =>
    void go({ to: ".", search: toSearch({ ...search, ...change }) as never, replace: true });
  const open = (it: Opened) => setOpened(it);
  const figures = overTime.data;
  const hasCalls = perChannel.data?.rows.some((it) => it.channel === "Voice") ?? false;
  const failed = overTime.error ?? rows.error;

  return (
    <Page
      title={t("title")}
      isWide
      actions={
        <>
          <RuleChoice search={search} variants={choices.variants} onChange={set} />
          <Button
            component="a"
            variant="default"
            href={csvAddress({ ...asked, by: dimension }, i18n.language)}
            download
            leftSection={<IconFileSpreadsheet size={17} aria-hidden />}
          >
            {t("csv")}
          </Button>
        </>
      }
    >
      <Filters
        search={search}
        choices={choices}
        today={today}
        onChange={set}
        maySeePeople={maySeePeople}
        names={names}
      />
      {failed && (
        <Alert color="red" mb="md" role="alert">
          {sentenceOf(failed)}
        </Alert>
      )}
      {!figures ? (
        <Skeleton h={420} />
      ) : (
        <>
          <Tiles
            total={figures.total}
            before={before.data?.total}
            rule={figures.rule}
            channels={perChannel.data?.rows ?? []}
            names={names}
            isLive={isLive}
            onOpen={(count, title, narrow) => open({ count, title, asked: { ...asked, ...narrow } })}
          />
          <section className={classes.card} aria-labelledby="over-time">
            <Group justify="space-between" mb="xs" gap="sm">
              <Title order={2} id="over-time">
                {t("overTime")}
              </Title>
              <SegmentedControl
                size="xs"
                aria-label={t("step.name")}
                value={step}
                onChange={(it) => set({ step: it as typeof step })}
                data={steps
                  .filter((it) => it === step || isSensible(it, length(period.from, period.to)))
                  .map((it) => ({ value: it, label: t(`step.${it}`) }))}
              />
            </Group>
            {figures.total.counts.offered + figures.total.counts.closed === 0 ? (
              <Nothing isToday={search.period === "today"} onWeek={() => set({ period: "week", step: undefined })} />
            ) : (
              <OverTime
                figures={figures}
                step={step}
                zone={choices.zone}
                onOpen={(row, title) =>
                  open({ count: "offered", title, asked: { ...asked, from: row.from!, to: row.to! } })
                }
              />
            )}
          </section>
          <section className={classes.card} aria-label={t("table")}>
            <Tabs
              value={search.tab}
              onChange={(it) => set({ tab: it as FiguresSearch["tab"] })}
              keepMounted={false}
              classNames={{ list: classes.tabs }}
            >
              <Tabs.List>
                {tabs
                  .filter((it) => it !== "person" || maySeePeople)
                  .map((it) => (
                    <Tabs.Tab key={it} value={it}>
                      {t(`tab.${it}`)}
                    </Tabs.Tab>
                  ))}
              </Tabs.List>
              <Tabs.Panel value={search.tab} pt="sm" className={rows.isPlaceholderData ? classes.old : undefined}>
                {rows.data && search.tab === "person" && <PeopleTime rows={rows.data.rows} names={names} />}
                {rows.data && (
                  <FiguresTable
                    tab={search.tab}
                    step={step}
                    rows={rows.data.rows}
                    total={rows.data.total}
                    names={names}
                    zone={choices.zone}
                    onOpen={(count, title, narrow) => open({ count, title, asked: { ...asked, ...narrow } })}
                  />
                )}
              </Tabs.Panel>
            </Tabs>
          </section>
          {hasCalls && <SoundFigures asked={asked} names={names} zone={choices.zone} maySeePeople={maySeePeople} />}
          <RecordedCalls asked={asked} isLive={isLive} names={names} />
          {isLong && week.data && week.data.total.counts.offered > 0 && (
            <section className={classes.card} aria-labelledby="week">
              <Title order={2} id="week" mb={2}>
                {t("week.title")}
              </Title>
              <Text size="sm" className="quiet" mb="sm">
                {t("week.text")}
              </Text>
              <WeekMap
                rows={week.data.rows}
                onOpen={(row, title) =>
                  open({ count: "offered", title, asked: { ...asked, weekday: row.weekday!, hour: row.hour! } })
                }
              />
            </section>
          )}
        </>
      )}
      <Behind opened={opened} zone={choices.zone} names={names} onClose={() => setOpened(null)} />
    </Page>
  );
}

/** What to compare with; asked for once a minute at most, so that the question stays the same in between. */
function useBefore(search: FiguresSearch, today: string) {
  const minute = Math.floor(Date.now() / 60_000);
  const address = JSON.stringify(toSearch(search));
  return useMemo(() => {
    const it = fromSearch(JSON.parse(address));
    return question(it, daysBefore(it, today, new Date(minute * 60_000)));
  }, [address, today, minute]);
}

function Nothing({ isToday, onWeek }: { isToday: boolean; onWeek: () => void }) {
  const { t } = useTranslation("figures");
  return (
    <Group gap="sm" py="xl" justify="center" className="quiet">
      <IconInfoCircle size={20} aria-hidden />
      <Text>{isToday ? t("nothing.today") : t("nothing.period")}</Text>
      {isToday && (
        <Button variant="light" size="compact-sm" onClick={onWeek}>
          {t("nothing.week")}
        </Button>
      )}
    </Group>
  );
}
