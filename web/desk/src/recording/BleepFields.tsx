import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { IconCurrentLocation, IconX } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { moment, type Span, secondsOf, withSpan } from "./copies";
import styles from "./Recordings.module.css";

type BleepFieldsProps = {
  spans: readonly Span[];
  seconds: number;
  sound: RefObject<HTMLAudioElement | null>;
  onChange: (it: Span[]) => void;
};

/** The stretches that are bleeped out, by numbers: the way that needs no mouse. */
export function BleepFields({ spans, seconds, sound, onChange }: BleepFieldsProps) {
  const { t, i18n } = useTranslation("recording");
  const at = (seconds: number) => moment(seconds, i18n.language);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [isWrong, setWrong] = useState(false);
  const add = () => {
    const [start, end] = [secondsOf(from), secondsOf(to)];
    const more =
      start !== null && end !== null && start < end ? withSpan(spans, { from: start, to: end }, seconds) : null;
    setWrong(!more);
    if (!more) return;
    onChange(more);
    setFrom("");
    setTo("");
  };
  const field = (label: string, here: string, value: string, set: (it: string) => void) => (
    <TextInput
      label={label}
      w={130}
      value={value}
      error={isWrong}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        add();
      }}
      rightSection={
        <ActionIcon variant="subtle" aria-label={here} onClick={() => set(at(sound.current?.currentTime ?? 0))}>
          <IconCurrentLocation size={16} aria-hidden />
        </ActionIcon>
      }
    />
  );
  return (
    <fieldset className={styles.bleeps}>
      <legend>{t("copy.bleeps")}</legend>
      <Text size="sm" className="quiet">
        {t("copy.bleepsHelp")} {t("copy.clock")}
      </Text>
      <Group gap="xs" align="end" mt={6}>
        {field(t("copy.from"), t("copy.hereFrom"), from, setFrom)}
        {field(t("copy.to"), t("copy.hereTo"), to, setTo)}
        <Button variant="default" onClick={add}>
          {t("copy.add")}
        </Button>
      </Group>
      <div role="status">{isWrong && <p className={styles.wrong}>{t("copy.spanWrong")}</p>}</div>
      <ul className={styles.spans}>
        {spans.map((it) => (
          <li key={it.from}>
            {t("copy.span", { from: at(it.from), to: at(it.to) })}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("copy.remove", { from: at(it.from), to: at(it.to) })}
              onClick={() => onChange(spans.filter((one) => one !== it))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
