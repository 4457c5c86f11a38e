import { Button, Group, Loader, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconBackspace, IconPhone } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../agent/desk";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { best } from "../texts/best";
import { keys } from "./CallButtons";
import styles from "./PhonePanel.module.css";
import { isOn } from "./phone";

/** Whom to call, as far as that is known. */
export type Whom = { number?: string; customer?: string; service?: string; earlier?: string };

type Props = { whom: Whom; onClose: () => void };

/** Where a number is called: typed, pressed, or known already. */
export function DialDialog({ whom, onClose }: Props) {
  const { t } = useTranslation("phone");
  const { data: choices } = useQuery({
    queryKey: ["call-choices"],
    queryFn: () => told(api.GET("/api/v1/desk/calls/choices")),
    staleTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("dial.open")}
      size={400}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {!choices ? (
        <Loader type="dots" mx="auto" display="block" />
      ) : choices.services.length === 0 ? (
        <Text>{t("dial.nowhere")}</Text>
      ) : (
        <Form choices={choices} whom={whom} onClose={onClose} />
      )}
    </Modal>
  );
}

function Form({ choices, whom, onClose }: Props & { choices: Schemas["CallChoices"] }) {
  const { t, i18n } = useTranslation("phone");
  const [number, setNumber] = useState(whom.number ?? "");
  const [service, setService] = useState(
    (choices.services.find((it) => it.service === whom.service) ?? choices.services[0]!).service,
  );
  const isConnected = isOn(useDesk()?.phone);
  const calling = useCalling(whom, onClose);
  const shown = choices.services.find((it) => it.service === service)?.shown;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim() && !calling.isPending) calling.mutate({ number, service });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t("dial.whom")}
          description={t("dial.whomHelp")}
          type="tel"
          maxLength={40}
          required
          data-autofocus={!whom.number || undefined}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <div className={styles.dialKeys} role="group" aria-label={t("keypad")}>
          {keys.map((it) => (
            <Button
              key={it}
              variant="default"
              size="md"
              px={0}
              aria-label={t("key", { key: it })}
              onClick={() => setNumber(number + it)}
            >
              {it}
            </Button>
          ))}
        </div>
        <Group gap="xs" justify="space-between">
          {choices.last && choices.last !== number ? (
            <Button size="compact-sm" variant="subtle" onClick={() => setNumber(choices.last!)}>
              {t("dial.last", { number: choices.last })}
            </Button>
          ) : (
            <span />
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={!number}
            leftSection={<IconBackspace size={16} aria-hidden />}
            onClick={() => setNumber(number.slice(0, -1))}
          >
            {t("dial.erase")}
          </Button>
        </Group>
        <Select
          label={t("dial.service")}
          description={shown && t("dial.shown", { number: shown })}
          data={choices.services.map((it) => ({ value: it.service, label: best(it.name, i18n.language) }))}
          value={service}
          onChange={(it) => it && setService(it)}
          allowDeselect={false}
          searchable={choices.services.length > 8}
        />
        <div role="alert">
          {!isConnected && <Text size="sm">{t("dial.noPhone")}</Text>}
          {calling.error && (
            <Text size="sm" c="var(--bad-ink)">
              {sentenceOf(calling.error)}
            </Text>
          )}
        </div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("dial.cancel")}
          </Button>
          <Button
            type="submit"
            color="green"
            loading={calling.isPending}
            disabled={!number.trim() || !isConnected}
            data-autofocus={whom.number ? true : undefined}
            leftSection={<IconPhone size={17} aria-hidden />}
          >
            {t("dial.call")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Begins the call, and opens its contact. A second press is the same call. */
function useCalling(whom: Whom, onClose: () => void) {
  const go = useNavigate();
  const cache = useQueryClient();
  const key = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: (call: { number: string; service: string }) =>
      told(
        api.POST("/api/v1/desk/calls", {
          body: { ...call, key: key.current, customer: whom.customer ?? null, earlier: whom.earlier ?? null },
        }),
      ),
    onSuccess: async ({ contact }) => {
      await cache.invalidateQueries({ queryKey: ["desk"] });
      onClose();
      void go({ to: "/work", search: { contact } as never });
    },
    meta: { tellsItself: true },
  });
}
