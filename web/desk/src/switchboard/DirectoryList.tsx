import { Button, Text, TextInput } from "@mantine/core";
import { IconArrowForwardUp, IconCalendarClock, IconKeyboard, IconSearch, IconUsers } from "@tabler/icons-react";
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Setup } from "../agent/desk";
import { keys } from "../agent/shortcuts";
import { sentenceOf } from "../api/tellError";
import { useMay } from "../session/session";
import { AbsenceDialog } from "./AbsenceDialog";
import styles from "./DirectoryList.module.css";
import { type Directory, stepped, targetsIn } from "./directory";
import { Key } from "./Key";
import { PersonState, ServiceState } from "./Standing";

type Props = {
  field: RefObject<HTMLInputElement | null>;
  search: string;
  onSearch: (it: string) => void;
  directory: Directory | undefined;
  setup: Setup;
  chosen: string | undefined;
  onChoose: (it: string | undefined) => void;
  canAsk: boolean;
  canTransfer: boolean;
  /** What has come of the last key. */
  told: string;
  error: unknown;
  onAsk: () => void;
  onTransfer: () => void;
  onHelp: () => void;
};

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Everybody and everything that a call can be sent to, found while one types; the arrows choose, and the focus stays in the field. */
export function DirectoryList(props: Props) {
  const { t } = useTranslation("switchboard");
  const { field, search, onSearch, directory, chosen, onChoose } = props;
  const id = useId();
  const targets = targetsIn(directory);
  const optionOf = (it: string) => `${id}-${it}`;

  useEffect(() => {
    if (chosen) document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, id]);

  function press(event: KeyboardEvent) {
    const by = steps[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && search) onSearch("");
    else if (by) onChoose(stepped(targets, chosen, by));
    else return;
    event.preventDefault();
  }

  return (
    <section className={styles.all} aria-label={t("directory.title")}>
      <TextInput
        ref={field}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? optionOf(chosen) : undefined}
        label={t("directory.search")}
        description={t("directory.hint")}
        aria-keyshortcuts={keys.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          <span className={styles.inField}>
            <Key of="search" />
          </span>
        }
        rightSectionWidth={70}
        maxLength={200}
        value={search}
        onChange={(it) => onSearch(it.currentTarget.value)}
        onKeyDown={press}
      />
      <Acts {...props} />
      <div className={styles.list} role="listbox" id={id} aria-label={t("directory.title")}>
        {directory?.people.map((it) => (
          <Option
            key={it.person}
            id={optionOf(it.person)}
            isChosen={chosen === it.person}
            onChoose={() => onChoose(it.person)}
          >
            <PersonState person={it} now={directory.now} setup={props.setup} />
          </Option>
        ))}
        {directory?.services.map((it) => (
          <Option
            key={it.service}
            id={optionOf(it.service)}
            isChosen={chosen === it.service}
            onChoose={() => onChoose(it.service)}
          >
            <ServiceState service={it} now={directory.now} />
          </Option>
        ))}
      </div>
      <p className={styles.count} role="status">
        {directory && search && t("directory.found", { count: targets.length })}
        {directory?.hasMore && ` ${t("directory.more")}`}
      </p>
    </section>
  );
}

function Acts({ directory, chosen, canAsk, canTransfer, told, error, onAsk, onTransfer, onHelp }: Props) {
  const { t } = useTranslation("switchboard");
  const mayAbsent = useMay("absence.write");
  const [absent, setAbsent] = useState<string>();
  const person = directory?.people.find((it) => it.person === (absent ?? chosen));
  return (
    <>
      <div className={styles.acts}>
        <Button
          variant="light"
          disabled={!canAsk}
          aria-keyshortcuts={keys.ask}
          leftSection={<IconUsers size={17} aria-hidden />}
          rightSection={<Key of="ask" />}
          onClick={onAsk}
        >
          {t("directory.ask")}
        </Button>
        <Button
          disabled={!canTransfer}
          aria-keyshortcuts={keys.transfer}
          leftSection={<IconArrowForwardUp size={17} aria-hidden />}
          rightSection={<Key of="transfer" />}
          onClick={onTransfer}
        >
          {t("directory.transfer")}
        </Button>
        {person && mayAbsent && (
          <Button
            variant="default"
            leftSection={<IconCalendarClock size={17} aria-hidden />}
            onClick={() => setAbsent(person.person)}
          >
            {t("absence.set")}
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          ms="auto"
          leftSection={<IconKeyboard size={16} aria-hidden />}
          onClick={onHelp}
        >
          {t("agent:keys.title")}
        </Button>
      </div>
      {absent && <AbsenceDialog person={absent} name={person?.name ?? ""} onClose={() => setAbsent(undefined)} />}
      <p className={styles.told} role="status">
        {told}
      </p>
      {!!error && (
        <Text c="var(--bad-ink)" size="sm" role="alert">
          {sentenceOf(error)}
        </Text>
      )}
    </>
  );
}

type OptionProps = { id: string; isChosen: boolean; onChoose: () => void; children: React.ReactNode };

function Option({ id, isChosen, onChoose, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the field
    <div className={styles.option} role="option" id={id} aria-selected={isChosen} onClick={onChoose}>
      {children}
    </div>
  );
}
