import {
  Button,
  Checkbox,
  Group,
  Loader,
  Modal,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import {
  IconArrowForwardUp,
  IconCircle,
  IconCircleCheck,
  IconLock,
  IconPhoneOff,
  IconPlayerPause,
  IconSearch,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { State } from "../parts/State";
import { stopwatch } from "../parts/time";
import { isOn } from "../phone/phone";
import { useConsult } from "../phone/second";
import { AbsenceSign } from "../switchboard/AbsenceSign";
import { best } from "../texts/best";
import type { DeskContact, Setup } from "./desk";
import { useMoves } from "./moves";
import styles from "./TransferDialog.module.css";

type Targets = Schemas["DeskTargets"];

/** Where a contact is sent on to: a queue or a colleague, with what they need to know. */
export function TransferDialog({
  contact,
  setup,
  onClose,
}: {
  contact: DeskContact;
  setup: Setup;
  onClose: () => void;
}) {
  const { t } = useTranslation("agent");
  const { transfer } = useMoves();
  const { ask: consult } = useConsult(contact.contact);
  const [kind, setKind] = useState<"queue" | "colleague">("queue");
  const [search, setSearch] = useState("");
  const [target, setTarget] = useState<string | null>(null);
  const [isWrongPlace, setWrongPlace] = useState(false);
  const [note, setNote] = useState("");
  const { data: targets } = useQuery({
    queryKey: ["targets", contact.contact],
    queryFn: () =>
      told(api.GET("/api/v1/desk/contacts/{contact}/targets", { params: { path: { contact: contact.contact } } })),
    refetchInterval: 4_000,
  });
  const mayAsk = kind === "colleague" && contact.card.channel === "Voice" && !contact.consult;
  const body = {
    service: kind === "queue" ? target : null,
    person: kind === "colleague" ? target : null,
    isWrongPlace,
    note: note.trim() || null,
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("transferTo.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (target) transfer.mutate({ contact: contact.contact, ...body }, { onSuccess: onClose });
        }}
      >
        <Stack gap="sm">
          <SegmentedControl
            aria-label={t("transferTo.kind")}
            value={kind}
            onChange={(it) => {
              setKind(it as typeof kind);
              setTarget(null);
            }}
            data={[
              { value: "queue", label: t("transferTo.queue") },
              { value: "colleague", label: t("transferTo.colleague") },
            ]}
          />
          <TextInput
            data-autofocus
            aria-label={t("transferTo.search")}
            placeholder={t("transferTo.search")}
            leftSection={<IconSearch size={15} />}
            value={search}
            onChange={(it) => setSearch(it.currentTarget.value)}
          />
          <div
            className={styles.targets}
            role="radiogroup"
            aria-label={kind === "queue" ? t("transferTo.queue") : t("transferTo.colleague")}
          >
            {!targets && <Loader type="dots" m="auto" />}
            {targets && kind === "queue" && (
              <Queues targets={targets} setup={setup} search={search} chosen={target} onChoose={setTarget} />
            )}
            {targets && kind === "colleague" && (
              <Colleagues
                targets={targets}
                search={search}
                chosen={target}
                onChoose={setTarget}
                isCall={contact.card.channel === "Voice"}
                reasons={setup.presenceReasons}
              />
            )}
          </div>
          <Textarea
            label={t("transferTo.note")}
            description={t("transferTo.noteHint")}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={4_000}
            value={note}
            onChange={(it) => setNote(it.currentTarget.value)}
          />
          <Checkbox
            label={t("transferTo.wrongPlace")}
            description={t("transferTo.wrongPlaceHint")}
            checked={isWrongPlace}
            onChange={(it) => setWrongPlace(it.currentTarget.checked)}
          />
          {transfer.error && (
            <Text c="var(--bad-ink)" size="sm" role="alert">
              {sentenceOf(transfer.error)}
            </Text>
          )}
          {consult.error && (
            <Text c="var(--bad-ink)" size="sm" role="alert">
              {sentenceOf(consult.error)}
            </Text>
          )}
          {mayAsk && (
            <Text size="sm" className="quiet" id="ask-first">
              {t("transferTo.askFirstHelp")}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            {mayAsk && (
              <Button
                variant="light"
                disabled={!target}
                loading={consult.isPending}
                aria-describedby="ask-first"
                leftSection={<IconUsers size={17} aria-hidden />}
                onClick={() => target && consult.mutate(target, { onSuccess: onClose })}
              >
                {t("transferTo.askFirst")}
              </Button>
            )}
            <Button
              type="submit"
              disabled={!target}
              loading={transfer.isPending}
              leftSection={<IconArrowForwardUp size={17} aria-hidden />}
            >
              {t("transfer")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type ListProps = { targets: Targets; search: string; chosen: string | null; onChoose: (it: string) => void };

function Queues({ targets, setup, search, chosen, onChoose }: ListProps & { setup: Setup }) {
  const { t, i18n } = useTranslation("agent");
  const now = Date.parse(targets.now);
  const rows = targets.queues
    .map((it) => ({ ...it, name: best(setup.services.find((s) => s.service === it.service)?.name, i18n.language) }))
    .filter((it) => isLike(it.name, search))
    .sort((a, b) => a.name.localeCompare(b.name, i18n.language));
  if (rows.length === 0)
    return (
      <Text size="sm" className="quiet">
        {t("transferTo.none")}
      </Text>
    );
  return rows.map((it) => (
    <Target
      key={it.service}
      name={it.name}
      value={it.service}
      chosen={chosen}
      onChoose={onChoose}
      isDisabled={!it.isOpen}
    >
      <span>
        {t("transferTo.waiting", { count: it.waiting })}
        {it.longestSince && `, ${stopwatch(now - Date.parse(it.longestSince))}`}
      </span>
      {it.isOpen ? (
        <State
          tone={it.free > 0 ? "good" : "rest"}
          icon={it.free > 0 ? <IconCircleCheck aria-hidden /> : <IconCircle aria-hidden />}
        >
          {t("transferTo.free", { count: it.free })}
        </State>
      ) : (
        <State tone="rest" icon={<IconLock aria-hidden />}>
          {t("transferTo.closed")}
        </State>
      )}
    </Target>
  ));
}

function Colleagues({
  targets,
  search,
  chosen,
  onChoose,
  isCall,
  reasons,
}: ListProps & { isCall: boolean; reasons: Setup["presenceReasons"] }) {
  const { t } = useTranslation("agent");
  const rows = targets.colleagues.filter((it) => isLike(it.name, search));
  if (rows.length === 0)
    return (
      <Text size="sm" className="quiet">
        {t("transferTo.nobody")}
      </Text>
    );
  return rows.map((it) => (
    <Target key={it.person} name={it.name} value={it.person} chosen={chosen} onChoose={onChoose}>
      {it.absence && <AbsenceSign absence={it.absence} now={targets.now} reasons={reasons} />}
      {isCall && !isOn(it.phone) && (
        <State tone="rest" icon={<IconPhoneOff aria-hidden />}>
          {t("transferTo.noPhone")}
        </State>
      )}
      {it.isFree ? (
        <State tone="good" icon={<IconCircleCheck aria-hidden />}>
          {t("transferTo.isFree")}
        </State>
      ) : it.presence === "Ready" ? (
        <State tone="note" icon={<IconCircle aria-hidden />}>
          {t("transferTo.busy", { count: it.contacts })}
        </State>
      ) : (
        <State tone="care" icon={<IconPlayerPause aria-hidden />}>
          {t(`presence.${it.presence}`)}
        </State>
      )}
    </Target>
  ));
}

type TargetProps = {
  name: string;
  value: string;
  chosen: string | null;
  isDisabled?: boolean;
  onChoose: (it: string) => void;
  children: ReactNode;
};

function Target({ name, value, chosen, isDisabled, onChoose, children }: TargetProps) {
  return (
    <label
      className={styles.target}
      data-chosen={chosen === value || undefined}
      data-disabled={isDisabled || undefined}
    >
      <input
        type="radio"
        name="target"
        value={value}
        checked={chosen === value}
        disabled={isDisabled}
        onChange={() => onChoose(value)}
      />
      <span className={styles.name}>{name}</span>
      {children}
    </label>
  );
}

const isLike = (name: string, search: string) => name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
