import { Button, Group, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconPhoneOff, IconRefresh } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { languageName } from "../texts/languageName";
import { Sentence } from "./SpeechTest";
import styles from "./TestCall.module.css";
import { answered, type Call, decided, type Heard, pressed, silent } from "./walk";
import type { Words } from "./words";

const keypad = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

/** A call through the draft, here in the page: one reads what is said and presses keys. No telephone rings. */
export function TestCall({
  call,
  words,
  onChange,
  onAgain,
  onClose,
}: {
  call: Call;
  words: Words;
  onChange: (call: Call) => void;
  onAgain: () => void;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation("flows");
  const heading = useRef<HTMLHeadingElement>(null);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something more has been said
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [call.heard.length, call.end, call.wait]);
  const line = (it: Heard) =>
    it.by === "note"
      ? t(`test.note.${it.text}`)
      : it.by === "caller"
        ? t("test.pressed", { keys: it.text })
        : it.by === "speaker"
          ? t("test.said", { text: it.text })
          : it.text;
  return (
    <section aria-labelledby="flow-test" className={styles.test}>
      <Group justify="space-between" wrap="nowrap">
        <h2 className={styles.title} id="flow-test" ref={heading} tabIndex={-1}>
          {t("test.title")}
        </h2>
        <Text size="xs" className="quiet">
          {languageName(call.language, i18n.language)}
        </Text>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <div className={styles.heard} role="log" aria-label={t("test.heard")} tabIndex={0}>
        {call.heard.map((it, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the call
          <p key={index} className={styleOf(it)} lang={it.by === "voice" ? call.language : undefined}>
            {line(it)}
          </p>
        ))}
        {call.end && <p className={styles.ended}>{endOf(call, words, t)}</p>}
        <div ref={end} />
      </div>
      <Asked call={call} words={words} onChange={onChange} />
      {call.wait && ["key", "digits", "speech", "confirm"].includes(call.wait.for) && (
        <Keypad call={call} onChange={onChange} />
      )}
      <Group gap="xs" grow>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onAgain}>
          {t("test.again")}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPhoneOff size={16} color="var(--bad-ink)" aria-hidden />}
          onClick={onClose}
        >
          {t("test.close")}
        </Button>
      </Group>
    </section>
  );
}

const styleOf = (it: Heard) => styles[it.by === "speaker" ? "caller" : it.by];

type T = ReturnType<typeof useTranslation<"flows">>["t"];

function endOf({ end }: Call, words: Words, t: T): string {
  return t(`test.end.${end!.how}`, { service: words.service(end!.service) });
}

function Keypad({ call, onChange }: { call: Call; onChange: (call: Call) => void }) {
  const { t } = useTranslation("flows");
  return (
    <div>
      {call.wait?.for === "digits" && (
        <Text size="sm" ta="center" mb={4} aria-live="polite">
          {t("test.typed", { digits: call.typed || "–" })}
        </Text>
      )}
      <div className={styles.keypad} role="group" aria-label={t("test.keypad")}>
        {keypad.map((it) => (
          <UnstyledButton key={it} className={styles.key} onClick={() => onChange(pressed(call, it))}>
            {it}
          </UnstyledButton>
        ))}
      </div>
      <Button fullWidth variant="subtle" size="compact-sm" mt={6} onClick={() => onChange(silent(call))}>
        {t("test.silent")}
      </Button>
    </div>
  );
}

/** What only the day knows, asked of whoever tries. */
function Asked({ call, words, onChange }: { call: Call; words: Words; onChange: (call: Call) => void }) {
  const { t } = useTranslation("flows");
  const { wait } = call;
  if (wait?.for === "answer") return <Answer key={call.heard.length} call={call} url={wait.url} onChange={onChange} />;
  if (wait?.for === "speech") return <Sentence key={call.heard.length} call={call} onChange={onChange} />;
  if (wait?.for === "confirm")
    return (
      <Text size="sm" fw={560} className={styles.asked}>
        {t("test.confirm", { label: wait.key.label })}
      </Text>
    );
  if (wait?.for !== "fact" && wait?.for !== "handler") return null;
  return (
    <div className={styles.asked}>
      <Text size="sm" fw={560}>
        {wait.for === "handler" ? t("test.handler") : t("test.fact", { condition: words.condition(wait.when) })}
      </Text>
      <Group gap="xs" mt={6} grow>
        <Button size="xs" onClick={() => onChange(decided(call, true))}>
          {t("test.yes")}
        </Button>
        <Button size="xs" variant="default" onClick={() => onChange(decided(call, false))}>
          {t("test.no")}
        </Button>
      </Group>
    </div>
  );
}

function Answer({ call, url, onChange }: { call: Call; url: string; onChange: (call: Call) => void }) {
  const { t } = useTranslation("flows");
  const [text, setText] = useState("");
  return (
    <form
      className={styles.asked}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(answered(call, fieldsOf(text)));
      }}
    >
      <Text size="sm" fw={560} style={{ overflowWrap: "anywhere" }}>
        {t("test.lookUp", { url })}
      </Text>
      <Stack gap={6} mt={6}>
        <TextInput
          label={t("test.fields")}
          description={t("test.fieldsHelp")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group gap="xs" grow>
          <Button size="xs" type="submit">
            {t("test.answers")}
          </Button>
          <Button size="xs" variant="default" onClick={() => onChange(answered(call, null))}>
            {t("test.fails")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** "status=klart, datum=3 maj" by name. */
function fieldsOf(text: string): Record<string, string> {
  const pairs = text.split(",").map((it) => it.split("=").map((part) => part.trim()));
  return Object.fromEntries(pairs.filter(([name]) => name).map(([name, value]) => [name!, value ?? ""]));
}
