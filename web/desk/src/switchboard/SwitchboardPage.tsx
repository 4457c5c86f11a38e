import { Loader } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type DeskContact, type DeskView, type Setup, useDesk, useSetup } from "../agent/desk";
import { useMoves } from "../agent/moves";
import { ShortcutsHelp } from "../agent/ShortcutsHelp";
import { useKeys } from "../agent/shortcuts";
import { useConsult } from "../phone/second";
import { best } from "../texts/best";
import { CallAtHand } from "./CallAtHand";
import { DirectoryList } from "./DirectoryList";
import { mayAsk, mayTransfer, type Target, targetsIn, useDirectory } from "./directory";
import { ParkedCalls } from "./ParkedCalls";
import styles from "./SwitchboardPage.module.css";
import { WaitingList } from "./WaitingList";

/** For whoever answers many calls, by keys alone: the call at hand, who waits, who is parked, and everybody it can be sent to. */
export default function SwitchboardPage() {
  const { t } = useTranslation("switchboard");
  const desk = useDesk();
  const setup = useSetup();
  useEffect(() => {
    document.title = `${t("title")} – Isberg`;
  }, [t]);
  if (!desk || !setup)
    return (
      <div className={styles.opening}>
        <h1 className="unseen">{t("title")}</h1>
        <Loader type="dots" aria-label={t("agent:opening")} />
      </div>
    );
  return <Switchboard desk={desk} setup={setup} />;
}

const isTalked = (it: DeskContact) => it.card.channel === "Voice" && (it.stage === "Handled" || it.stage === "Held");

function Switchboard({ desk, setup }: { desk: DeskView; setup: Setup }) {
  const { t, i18n } = useTranslation("switchboard");
  const moves = useMoves();
  const [isHelpOpen, setHelp] = useState(false);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<string>();
  const [told, setTold] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const [wanted] = useDebouncedValue(search.trim(), 150);
  const { data: directory, isPlaceholderData: isEarlier } = useDirectory(wanted);
  const targets = targetsIn(directory);
  // The first of what was found, and never of what was found before.
  const isFound = search.trim() !== "" && search.trim() === wanted && !isEarlier;
  const target = chosen ? targets.find((it) => it.id === chosen) : isFound ? targets[0] : undefined;
  const call = desk.contacts.find(isTalked);
  const wrapUp = desk.contacts.find((it) => it.stage === "WrappingUp" && it.card.channel === "Voice");
  const consult = useConsult(call?.contact ?? "");

  function done(text: string) {
    setTold(text);
    setSearch("");
    setChosen(undefined);
    field.current?.focus();
  }
  const name = (it: Target) => (it.kind === "person" ? it.person.name : best(it.service.name, i18n.language));
  const transfer = (to: Target | undefined) => {
    if (!call || !to || moves.transfer.isPending) return;
    if (!mayTransfer(to)) return setTold(t("told.shut", { name: name(to) }));
    moves.transfer.mutate(
      {
        contact: call.contact,
        service: to.kind === "service" ? to.id : null,
        person: to.kind === "person" ? to.id : null,
        isWrongPlace: false,
        note: null,
      },
      { onSuccess: () => done(t("told.transferred", { name: name(to) })) },
    );
  };
  const ask = (to: Target | undefined) => {
    if (!call || call.consult || !to || consult.ask.isPending) return;
    if (!mayAsk(to)) return setTold(t("told.noPhone", { name: name(to) }));
    consult.ask.mutate(to.id, { onSuccess: () => setTold(t("told.asked", { name: name(to) })) });
  };
  const acts = {
    hold: () => call && moves.hold.mutate({ contact: call.contact, isHeld: call.stage === "Handled" }),
    end: () => call && moves.end.mutate(call.contact),
    back: () => {
      if (call?.consult) consult.leave.mutate();
      else if (call?.stage === "Held") moves.hold.mutate({ contact: call.contact, isHeld: false });
    },
    handOver: () => consult.handOver.mutate(undefined, { onSuccess: () => done(t("told.handedOver")) }),
    next: () => wrapUp && moves.wrapUp.mutate({ contact: wrapUp.contact, reasons: [], note: "" }),
  };
  useKeys({
    search: () => field.current?.focus(),
    hold: call && acts.hold,
    end: call && acts.end,
    transfer: call && (() => transfer(target)),
    ask: call && (() => ask(target)),
    handOver: call?.consult && call.consult.way !== "Asked" ? acts.handOver : null,
    back: call && (call.consult || call.stage === "Held") ? acts.back : null,
    nextCall: wrapUp && acts.next,
    help: () => setHelp(true),
  });

  return (
    <div className={styles.page}>
      <h1 className="unseen">{t("title")}</h1>
      <div className={styles.calls}>
        <CallAtHand
          call={call}
          wrapUp={wrapUp}
          desk={desk}
          setup={setup}
          isBusy={moves.hold.isPending || moves.end.isPending}
          onHold={acts.hold}
          onEnd={acts.end}
          onTransfer={() => (target ? transfer(target) : field.current?.focus())}
          onDone={acts.next}
        />
        <WaitingList setup={setup} />
        <div className={styles.parked}>
          <ParkedCalls setup={setup} />
        </div>
      </div>
      <DirectoryList
        field={field}
        search={search}
        onSearch={(it) => {
          setSearch(it);
          setChosen(undefined);
        }}
        directory={directory}
        setup={setup}
        chosen={target?.id}
        onChoose={setChosen}
        canAsk={!!call && !call.consult && !!target && mayAsk(target)}
        canTransfer={!!call && !!target && mayTransfer(target)}
        told={told}
        error={moves.transfer.error ?? consult.ask.error}
        onAsk={() => ask(target)}
        onTransfer={() => transfer(target)}
        onHelp={() => setHelp(true)}
      />
      <ShortcutsHelp isOpen={isHelpOpen} onClose={() => setHelp(false)} />
    </div>
  );
}
