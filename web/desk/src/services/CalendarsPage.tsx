import { Button, Checkbox, Group, SegmentedControl, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import { calendarsQuery, newKey, seen } from "../parts/setup";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { DaysEditor } from "./DaysEditor";
import { ServicesMenu } from "./ServicesMenu";
import { SpansInput } from "./SpansInput";

type Calendar = Schemas["CalendarView"];
type Draft = Schemas["CalendarDraft"];

const changes = [["calendars"], ["services"], ["board"]];

function draftOf(it: Calendar | undefined): Draft {
  return {
    name: it?.name ?? "",
    holidays: it?.holidays ?? [],
    days: it?.days ?? [],
    isArchived: it?.isArchived ?? false,
  };
}

/** Holidays and other days with hours of their own, shared by the services that follow them. */
export default function CalendarsPage() {
  const { t } = useTranslation("services");
  const { data: calendars } = useQuery(calendarsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const mayWrite = useMay("service.write");
  const inUse = (calendars ?? []).filter((it) => !it.isArchived);
  const calendar = calendars?.find((it) => it.id === chosen) ?? (chosen === "new" ? undefined : inUse[0]);
  return (
    <Page
      title={t("title")}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setChosen("new")}>
            {t("calendar.new")}
          </Button>
        )
      }
    >
      <ServicesMenu />
      <Text size="sm" className="quiet" mb="sm">
        {t("calendar.help")}
      </Text>
      {calendars && calendars.length > 1 && (
        <Select
          mb="sm"
          maw={360}
          label={t("calendar.calendar")}
          allowDeselect={false}
          placeholder={t("calendar.new")}
          value={calendar?.id ?? null}
          onChange={setChosen}
          data={[...inUse, ...calendars.filter((it) => it.isArchived)].map((it) => ({
            value: it.id,
            label: it.isArchived ? `${it.name} (${t("parts:archived")})` : it.name,
          }))}
        />
      )}
      {calendars && (calendar || chosen === "new") ? (
        <Editor key={calendar?.id ?? "new"} calendar={calendar} mayWrite={mayWrite} onCreated={setChosen} />
      ) : (
        <div className={`${styles.panel} ${styles.empty}`}>{t("calendar.none")}</div>
      )}
    </Page>
  );
}

function Editor({
  calendar,
  mayWrite,
  onCreated,
}: {
  calendar: Calendar | undefined;
  mayWrite: boolean;
  onCreated: (id: string) => void;
}) {
  const { t, i18n } = useTranslation("services");
  const [year] = useState(() => new Date().getFullYear());
  const { data: holidays } = useQuery({
    queryKey: ["holidays", year],
    queryFn: () => told(api.GET("/api/v1/holidays", { params: { query: { year } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(calendar, draftOf);
  const [country, setCountry] = useState<"se" | "fi">(
    calendar?.holidays.some((it) => it.holiday.startsWith("fi.")) ? "fi" : "se",
  );
  const [key] = useState(newKey);
  const save = useSaving(
    (body: Draft) =>
      told(
        base
          ? api.PUT("/api/v1/calendars/{id}", { params: { path: { id: base.id }, header: seen(base.version) }, body })
          : api.POST("/api/v1/calendars", { params: { header: key }, body }),
      ),
    {
      changes,
      after: (kept) => {
        if (base) take(kept);
        onCreated(kept.id);
      },
    },
  );
  const listed = (holidays ?? []).filter((it) => it.key.startsWith(`${country}.`));
  const of = (holiday: string) => draft.holidays.find((it) => it.holiday === holiday);
  const set = (holiday: string, hours: Schemas["DaySpan"][] | null) =>
    setDraft((it) => ({
      ...it,
      holidays:
        hours === null
          ? it.holidays.filter((one) => one.holiday !== holiday)
          : [...it.holidays.filter((one) => one.holiday !== holiday), { holiday, hours }],
    }));
  return (
    <fieldset
      disabled={!mayWrite}
      style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}
      aria-label={draft.name || t("calendar.new")}
    >
      <Stack className={styles.panel} gap="lg">
        <Group align="flex-end" justify="space-between">
          <TextInput
            label={t("parts:name")}
            required
            maxLength={200}
            w={360}
            maw="100%"
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          {calendar && (
            <Button
              variant="subtle"
              color="gray"
              loading={save.isPending}
              onClick={() => save.mutate({ ...draft, isArchived: !draft.isArchived })}
            >
              {t(draft.isArchived ? "parts:restore" : "parts:archive")}
            </Button>
          )}
        </Group>
        <section>
          <Group justify="space-between" mb="xs">
            <Title order={2} size="h3">
              {t("calendar.holidays")}
            </Title>
            <Group gap="xs">
              <SegmentedControl
                size="xs"
                aria-label={t("calendar.country")}
                value={country}
                onChange={(it) => setCountry(it as "se" | "fi")}
                data={(["se", "fi"] as const).map((it) => ({ value: it, label: t(`calendar.countries.${it}`) }))}
              />
              <Button
                size="xs"
                variant="default"
                onClick={() =>
                  setDraft((it) => ({
                    ...it,
                    holidays: [
                      ...it.holidays,
                      ...listed
                        .filter((one) => one.isPublic && !of(one.key))
                        .map((one) => ({ holiday: one.key, hours: [] })),
                    ],
                  }))
                }
              >
                {t("calendar.allPublic")}
              </Button>
            </Group>
          </Group>
          <div className={styles.frame}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t("calendar.day")}</th>
                  <th scope="col">{t("calendar.date", { year })}</th>
                  <th scope="col">{t("calendar.hours")}</th>
                </tr>
              </thead>
              <tbody>
                {listed.map((it) => {
                  const name = best(it.name, i18n.language);
                  const kept = of(it.key);
                  return (
                    <tr key={it.key}>
                      <td>
                        <Checkbox
                          label={name}
                          checked={kept !== undefined}
                          onChange={(event) => set(it.key, event.currentTarget.checked ? [] : null)}
                        />
                      </td>
                      <td>
                        {new Date(`${it.date}T12:00:00`).toLocaleDateString(i18n.language, {
                          weekday: "short",
                          day: "numeric",
                          month: "short",
                        })}
                      </td>
                      <td>
                        {kept ? (
                          <SpansInput label={name} spans={kept.hours} onChange={(hours) => set(it.key, hours)} />
                        ) : (
                          <span className="quiet">{t("calendar.asUsual")}</span>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
        <section>
          <Title order={2} size="h3">
            {t("calendar.others")}
          </Title>
          <Text size="sm" className="quiet" mb="xs">
            {t("calendar.othersHelp")}
          </Text>
          <DaysEditor days={draft.days} hasNames onChange={(days) => setDraft({ ...draft, days })} />
        </section>
      </Stack>
      <SaveBar
        isChanged={mayWrite && isChanged}
        isBusy={save.isPending}
        onSave={() => save.mutate(draft)}
        onUndo={undo}
        overtaken={overtaken}
      />
    </fieldset>
  );
}
