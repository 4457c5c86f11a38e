import { Loader, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import { SpanInput } from "../parts/SpanInput";
import { centreQuery, seen } from "../parts/setup";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { RoutingMenu } from "./RoutingMenu";

type Draft = Schemas["CentreDraft"];
type ChannelClass = Schemas["ChannelClass"];
type Conflict = Schemas["Conflict"];

const classes: ChannelClass[] = ["Voice", "Chat", "Message", "Task"];
const conflicts: Conflict[] = ["Blocks", "Together", "IfInterruptible"];

/** What holds for the whole centre: what goes together, and how offers that nobody takes are treated. */
export default function RulesPage() {
  const { t } = useTranslation("routing");
  const { data: centre } = useQuery(centreQuery);
  if (!centre)
    return (
      <Page title={t("title")}>
        <Loader aria-label={t("parts:loading")} />
      </Page>
    );
  return (
    <Page title={t("title")}>
      <RoutingMenu />
      <Editor centre={centre} />
    </Page>
  );
}

function draftOf(it: Schemas["CentreView"]): Draft {
  return { name: it.name, timeZone: it.timeZone, rule: it.rule };
}

function Editor({ centre }: { centre: Schemas["CentreView"] }) {
  const { t } = useTranslation("routing");
  const { draft, setDraft, base, isChanged, overtaken, take, undo } = useDraft(centre, (it) => draftOf(it ?? centre));
  const mayWrite = useMay("service.write");
  const { rule } = draft;
  const setRule = (change: Partial<Draft["rule"]>) => setDraft({ ...draft, rule: { ...rule, ...change } });
  const save = useSaving(
    (body: Draft) => told(api.PUT("/api/v1/centre", { params: { header: seen((base ?? centre).version) }, body })),
    { changes: [["centre"]], after: take },
  );
  const of = (busy: ChannelClass, offered: ChannelClass): Conflict =>
    rule.conflicts?.find((it) => it.busy === busy && it.offered === offered)?.conflict ?? "Blocks";
  const set = (busy: ChannelClass, offered: ChannelClass, conflict: Conflict) =>
    setRule({
      conflicts: [
        ...(rule.conflicts ?? []).filter((it) => it.busy !== busy || it.offered !== offered),
        { busy, offered, conflict },
      ],
    });
  return (
    <fieldset
      disabled={!mayWrite}
      style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}
      aria-label={t("place.rules")}
    >
      <Stack className={styles.panel} gap="lg">
        <section>
          <Title order={2}>{t("rule.together")}</Title>
          <Text size="sm" className="quiet" mb="sm" maw={720}>
            {t("rule.togetherHelp")}
          </Text>
          <div className={styles.frame}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t("rule.busyWith")}</th>
                  {classes.map((it) => (
                    <th key={it} scope="col">
                      {t(`rule.new.${it}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {classes.map((busy) => (
                  <tr key={busy}>
                    <th scope="row">{t(`rule.busy.${busy}`)}</th>
                    {classes.map((offered) => (
                      <td key={offered}>
                        <NativeSelect
                          size="xs"
                          miw={184}
                          aria-label={t("rule.cell", {
                            busy: t(`rule.busy.${busy}`),
                            offered: t(`rule.new.${offered}`),
                          })}
                          value={of(busy, offered)}
                          onChange={(event) => set(busy, offered, event.currentTarget.value as Conflict)}
                          data={conflicts.map((it) => ({ value: it, label: t(`rule.conflict.${it}`) }))}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
        <section>
          <Title order={2} mb="xs">
            {t("rule.offers")}
          </Title>
          <Stack maw={520}>
            <SpanInput
              label={t("rule.pause")}
              description={t("rule.pauseHelp")}
              value={rule.declinePause ?? "00:01:00"}
              onChange={(it) => setRule({ declinePause: it ?? undefined })}
            />
          </Stack>
        </section>
        <section>
          <Title order={2} mb="xs">
            {t("rule.centre")}
          </Title>
          <Stack maw={420}>
            <TextInput
              label={t("parts:name")}
              required
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <TextInput
              label={t("rule.timeZone")}
              description={t("rule.timeZoneHelp")}
              required
              value={draft.timeZone}
              onChange={(event) => setDraft({ ...draft, timeZone: event.currentTarget.value })}
            />
          </Stack>
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
