import { Button, Checkbox, Group, Progress, Text, Textarea, TextInput } from "@mantine/core";
import { IconCheck, IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { stopwatch } from "../parts/time";
import { useNow } from "./clock";
import type { DeskContact, Setup } from "./desk";
import { useKept } from "./kept";
import { useMoves } from "./moves";
import { choices, matching } from "./reasons";
import styles from "./WrapUp.module.css";

type Kept = { reasons: string[]; note: string };

const nothing: Kept = { reasons: [], note: "" };
const mostReasons = 5;

/** What has been chosen is saved so long before the time runs out. */
const margin = 1_500;

/** After the conversation: what it was about, a note, done. */
export function WrapUp({ contact, reasons }: { contact: DeskContact; reasons: Setup["services"][number]["reasons"] }) {
  const { t, i18n } = useTranslation("agent");
  const moves = useMoves();
  const [kept, keep] = useKept(sessionStorage, `isberg.wrapup.${contact.contact}`, nothing);
  const [search, setSearch] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const all = choices(reasons, i18n.language);
  const found = matching(all, search);
  const isFull = kept.reasons.length >= mostReasons;

  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, []);

  function finish() {
    if (moves.wrapUp.isPending) return;
    moves.wrapUp.mutate({ contact: contact.contact, ...kept }, { onSuccess: () => keep(nothing) });
  }

  function toggle(reason: string) {
    const isChosen = kept.reasons.includes(reason);
    if (!isChosen && isFull) return;
    keep({ ...kept, reasons: isChosen ? kept.reasons.filter((it) => it !== reason) : [...kept.reasons, reason] });
  }

  function press(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) finish();
  }

  return (
    <form
      ref={form}
      className={styles.wrapUp}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <Limit contact={contact} onEnding={kept.reasons.length > 0 || kept.note.trim() ? finish : undefined} />
      <div className={styles.columns}>
        <fieldset className={styles.reasons}>
          <legend>{t("wrapUp.about")}</legend>
          {all.length > 6 && (
            <TextInput
              size="xs"
              mb={6}
              aria-label={t("wrapUp.search")}
              placeholder={t("wrapUp.search")}
              leftSection={<IconSearch size={14} />}
              value={search}
              onChange={(it) => setSearch(it.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.ctrlKey || !found[0]) return;
                event.preventDefault();
                toggle(found[0].reason);
                setSearch("");
              }}
            />
          )}
          <div className={styles.choices}>
            {found.map((it) => (
              <Checkbox
                key={it.reason}
                size="sm"
                checked={kept.reasons.includes(it.reason)}
                disabled={isFull && !kept.reasons.includes(it.reason)}
                onChange={() => toggle(it.reason)}
                label={
                  <>
                    {it.path.length > 1 && <span className="quiet">{it.path.slice(0, -1).join(" › ")} › </span>}
                    {it.path.at(-1)}
                  </>
                }
              />
            ))}
            {all.length === 0 && (
              <Text size="sm" className="quiet">
                {t("wrapUp.noReasons")}
              </Text>
            )}
            {all.length > 0 && found.length === 0 && (
              <Text size="sm" className="quiet">
                {t("wrapUp.noneFound")}
              </Text>
            )}
          </div>
        </fieldset>
        <Textarea
          className={styles.note}
          label={t("wrapUp.note")}
          placeholder={t("wrapUp.noteHint")}
          minRows={3}
          autosize
          maxRows={7}
          maxLength={4_000}
          value={kept.note}
          onChange={(it) => keep({ ...kept, note: it.currentTarget.value })}
        />
      </div>
      <Group justify="flex-end" gap="sm">
        <Text size="xs" className="quiet">
          {t("wrapUp.hint")}
        </Text>
        <Button type="submit" loading={moves.wrapUp.isPending} leftSection={<IconCheck size={17} aria-hidden />}>
          {t("wrapUp.done")}
        </Button>
      </Group>
    </form>
  );
}

/** How much time is left. What has been chosen by then is saved. */
function Limit({ contact, onEnding }: { contact: DeskContact; onEnding: (() => void) | undefined }) {
  const { t } = useTranslation("agent");
  const time = useNow();
  const until = contact.wrapUpUntil ? Date.parse(contact.wrapUpUntil) : null;
  const left = until === null ? 0 : until - time;
  const whole = until === null ? 1 : Math.max(1, until - Date.parse(contact.stageSince));
  const isEnding = until !== null && left < margin;
  const end = useRef(onEnding);
  end.current = onEnding;

  useEffect(() => {
    if (isEnding) end.current?.();
  }, [isEnding]);

  if (until === null) return null;
  return (
    <div className={styles.limit}>
      <Progress
        value={Math.max(0, (100 * left) / whole)}
        size="sm"
        color={left < 20_000 ? "orange" : "fjord"}
        aria-label={t("wrapUp.left")}
      />
      <Text size="xs" className="quiet figures">
        {t("wrapUpLeft", { time: stopwatch(left) })}
      </Text>
    </div>
  );
}
