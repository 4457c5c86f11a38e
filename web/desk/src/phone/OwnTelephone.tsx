import { Button, Group, Text, TextInput } from "@mantine/core";
import { IconDeviceMobile } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "../api/tellError";
import { useOwn, useOwnChanges } from "./own";
import styles from "./PhonePanel.module.css";
import { disconnect } from "./phone";

/** Calls ring at one's own telephone: its number, the code that proves it, and the choice between it and the browser. */
export function OwnTelephone({ isBusy }: { isBusy: boolean }) {
  const own = useOwn();
  const [isOpen, setOpen] = useState(false);
  const changes = useOwnChanges();
  if (!own) return null;
  const error = [changes.ask, changes.confirm, changes.use, changes.forget].find((it) => it.error)?.error;
  return (
    <div className={styles.own}>
      {own.isConfirmed ? (
        <Confirmed own={own} changes={changes} isBusy={isBusy} />
      ) : own.number ? (
        <Code number={own.number} changes={changes} />
      ) : (
        <Ask isOpen={isOpen} onOpen={setOpen} changes={changes} />
      )}
      <div role="alert">
        {error && (
          <Text size="sm" c="var(--bad-ink)">
            {sentenceOf(error)}
          </Text>
        )}
      </div>
    </div>
  );
}

type Changes = ReturnType<typeof useOwnChanges>;

function Ask({ isOpen, onOpen, changes }: { isOpen: boolean; onOpen: (isOpen: boolean) => void; changes: Changes }) {
  const { t } = useTranslation("phone");
  const [number, setNumber] = useState("");
  if (!isOpen)
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconDeviceMobile size={16} aria-hidden />}
        onClick={() => onOpen(true)}
      >
        {t("own.begin")}
      </Button>
    );
  return (
    <form
      className={styles.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim()) changes.ask.mutate(number);
      }}
    >
      <TextInput
        label={t("own.number")}
        description={t("own.numberHelp")}
        type="tel"
        autoComplete="tel"
        maxLength={40}
        required
        data-autofocus
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Group gap="xs" justify="flex-end">
        <Button variant="default" size="sm" onClick={() => onOpen(false)}>
          {t("dial.cancel")}
        </Button>
        <Button type="submit" size="sm" loading={changes.ask.isPending} disabled={!number.trim()}>
          {t("own.callMe")}
        </Button>
      </Group>
    </form>
  );
}

function Code({ number, changes }: { number: string; changes: Changes }) {
  const { t } = useTranslation("phone");
  const [code, setCode] = useState("");
  return (
    <form
      className={styles.own}
      onSubmit={(event) => {
        event.preventDefault();
        changes.confirm.mutate(code, { onSuccess: () => void disconnect() });
      }}
    >
      <TextInput
        label={t("own.code")}
        description={t("own.codeHelp", { number })}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" loading={changes.confirm.isPending} disabled={code.trim().length < 6}>
        {t("own.confirm")}
      </Button>
      <Group gap="xs" justify="space-between">
        <Button
          variant="subtle"
          size="compact-sm"
          loading={changes.ask.isPending}
          onClick={() => changes.ask.mutate(number)}
        >
          {t("own.again")}
        </Button>
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => changes.forget.mutate()}>
          {t("own.forget")}
        </Button>
      </Group>
    </form>
  );
}

function Confirmed({
  own,
  changes,
  isBusy,
}: {
  own: { number: string | null; isOn: boolean };
  changes: Changes;
  isBusy: boolean;
}) {
  const { t } = useTranslation("phone");
  return (
    <>
      {own.isOn ? (
        <Button
          variant="default"
          disabled={isBusy}
          loading={changes.use.isPending}
          onClick={() => changes.use.mutate(false)}
        >
          {t("own.off")}
        </Button>
      ) : (
        <Button
          variant="default"
          disabled={isBusy}
          loading={changes.use.isPending}
          leftSection={<IconDeviceMobile size={17} aria-hidden />}
          onClick={() => changes.use.mutate(true, { onSuccess: () => void disconnect() })}
        >
          {t("own.on", { number: own.number })}
        </Button>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        color="gray"
        disabled={isBusy}
        loading={changes.forget.isPending}
        onClick={() => changes.forget.mutate()}
      >
        {t("own.forget")}
      </Button>
    </>
  );
}
