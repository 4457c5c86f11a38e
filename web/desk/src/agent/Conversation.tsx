import { ActionIcon, Alert, Button, Group, Menu, Text, Tooltip } from "@mantine/core";
import {
  IconArrowForwardUp,
  IconBan,
  IconDotsVertical,
  IconFlagCheck,
  IconHistory,
  IconInfoCircle,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnectedX,
  IconUrgent,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BlockDialog } from "../board/BlockDialog";
import { MergeContact } from "../outward/MergeContact";
import { ChannelIcon } from "../parts/channels";
import { State } from "../parts/State";
import { stopwatch } from "../parts/time";
import { CallBar } from "../phone/CallBar";
import { ConsultBar } from "../phone/ConsultBar";
import { useMay } from "../session/session";
import { SoundSign } from "../sound/SoundSign";
import { best } from "../texts/best";
import { languageName } from "../texts/languageName";
import { CallPanel } from "./CallPanel";
import { CallResult } from "./CallResult";
import { Composer } from "./Composer";
import styles from "./Conversation.module.css";
import { useNow } from "./clock";
import type { DeskContact, Setup } from "./desk";
import { MessageList } from "./MessageList";
import { useMoves } from "./moves";
import { useKeys } from "./shortcuts";
import { TransferDialog } from "./TransferDialog";
import { VoiceMessagePanel } from "./VoiceMessage";
import { WrapUp } from "./WrapUp";

/** One contact: who, what was said, and what to do next. */
export function Conversation({ contact, setup }: { contact: DeskContact; setup: Setup }) {
  const { t } = useTranslation("agent");
  const moves = useMoves();
  const [isTransferring, setTransferring] = useState(false);
  const [isBlocking, setBlocking] = useState(false);
  const mayBlock = useMay("block.write");
  const isOpen = contact.stage === "Handled" || contact.stage === "Held";
  const isCall = contact.card.channel === "Voice";
  const service = setup.services.find((it) => it.service === contact.card.service);
  const hold = () => moves.hold.mutate({ contact: contact.contact, isHeld: contact.stage === "Handled" });
  const end = () => moves.end.mutate(contact.contact);
  const acts = {
    isHeld: contact.stage === "Held",
    isBusy: moves.hold.isPending || moves.end.isPending,
    onHold: hold,
    onEnd: end,
    onTransfer: () => setTransferring(true),
  };
  useKeys({ hold: isOpen && hold, end: isOpen && end, transfer: isOpen && (() => setTransferring(true)) });

  return (
    <>
      <Head contact={contact} setup={setup}>
        {isOpen && !isCall && <Actions {...acts} />}
        {isOpen && <MergeContact contact={contact} />}
        {mayBlock && (
          <Tooltip label={t("block")}>
            <ActionIcon size="lg" variant="default" aria-label={t("block")} onClick={() => setBlocking(true)}>
              <IconBan size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </Head>
      {isOpen && isCall && <CallBar {...acts} contact={contact} />}
      {isOpen && isCall && <SoundSign contact={contact} />}
      {isOpen && isCall && <ConsultBar contact={contact} />}
      {service?.notices.map((it) => (
        <Notice key={it.until + it.kind} notice={it} />
      ))}
      <MessageList contact={contact.contact} channel={contact.card.channel} lastMessage={contact.lastMessage} />
      <div role="status">
        {contact.isCitizenAway && (
          <p className={styles.away}>
            <IconPlugConnectedX size={16} aria-hidden /> {t("away.text")}
          </p>
        )}
      </div>
      {isOpen ? (
        contact.card.channel === "Voice" ? (
          <CallPanel contact={contact} />
        ) : contact.card.channel === "VoiceMessage" ? (
          <VoiceMessagePanel contact={contact} />
        ) : (
          <Composer contact={contact} />
        )
      ) : (
        <>
          {isCall && <CallResult contact={contact} />}
          <WrapUp contact={contact} reasons={service?.reasons ?? []} />
        </>
      )}
      {isTransferring && isOpen && (
        <TransferDialog contact={contact} setup={setup} onClose={() => setTransferring(false)} />
      )}
      {isBlocking && <BlockDialog contact={contact.contact} onClose={() => setBlocking(false)} />}
    </>
  );
}

function Head({ contact, setup, children }: { contact: DeskContact; setup: Setup; children: React.ReactNode }) {
  const { t, i18n } = useTranslation("agent");
  const { card } = contact;
  const time = useNow();
  const service = setup.services.find((it) => it.service === card.service);
  return (
    <header className={styles.head}>
      <div className={styles.who}>
        <h2 className={styles.name} dir="auto">
          {card.name ?? t("unknownName")}
        </h2>
        <div className={styles.facts}>
          <span className={styles.fact}>
            <ChannelIcon channel={card.channel} size={15} isNamed />
            {t(`parts:channel.${card.channel}`)}
          </span>
          <span className={styles.fact}>{best(service?.name, i18n.language)}</span>
          {card.language && <span className={styles.fact}>{languageName(card.language, i18n.language)}</span>}
          <Link to={`/history/${contact.contact}` as never} className={styles.reference} title={t("openStory")}>
            {card.reference}
          </Link>
          <span className={styles.time}>{stopwatch(time - Date.parse(contact.stageSince))}</span>
          {contact.stage === "Held" && (
            <State tone="care" icon={<IconPlayerPause aria-hidden />}>
              {t("held")}
            </State>
          )}
          {contact.stage === "WrappingUp" && (
            <State tone="note" icon={<IconFlagCheck aria-hidden />}>
              {t("wrappingUp")}
            </State>
          )}
        </div>
      </div>
      {children}
    </header>
  );
}

type ActionsProps = { isHeld: boolean; isBusy: boolean; onHold: () => void; onEnd: () => void; onTransfer: () => void };

function Actions({ isHeld, isBusy, onHold, onEnd, onTransfer }: ActionsProps) {
  const { t } = useTranslation("agent");
  return (
    <>
      <Group gap={6} wrap="nowrap" className={styles.actions}>
        <Tooltip label="Alt+P">
          <Button
            variant="default"
            leftSection={isHeld ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
            onClick={onHold}
            loading={isBusy}
          >
            {isHeld ? t("resume") : t("hold")}
          </Button>
        </Tooltip>
        <Tooltip label="Alt+T">
          <Button variant="default" leftSection={<IconArrowForwardUp size={17} aria-hidden />} onClick={onTransfer}>
            {t("transfer")}
          </Button>
        </Tooltip>
        <Tooltip label="Alt+E">
          <Button leftSection={<IconFlagCheck size={17} aria-hidden />} onClick={onEnd} loading={isBusy}>
            {t("end")}
          </Button>
        </Tooltip>
      </Group>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon className={styles.few} size="lg" variant="default" aria-label={t("actions")}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onHold} leftSection={<IconPlayerPause size={16} aria-hidden />}>
            {isHeld ? t("resume") : t("hold")}
          </Menu.Item>
          <Menu.Item onClick={onTransfer} leftSection={<IconHistory size={16} aria-hidden />}>
            {t("transfer")}
          </Menu.Item>
          <Menu.Item onClick={onEnd} leftSection={<IconFlagCheck size={16} aria-hidden />}>
            {t("end")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function Notice({ notice }: { notice: Setup["services"][number]["notices"][number] }) {
  const { t, i18n } = useTranslation("agent");
  const isOutage = notice.kind === "Outage";
  return (
    <Alert
      className={styles.notice}
      color={isOutage ? "orange" : "fjord"}
      icon={isOutage ? <IconUrgent size={17} /> : <IconInfoCircle size={17} />}
      title={isOutage ? t("notice.outage") : t("notice.information")}
      p="xs"
      radius={0}
    >
      <Text size="sm">{best(notice.text, i18n.language)}</Text>
    </Alert>
  );
}
