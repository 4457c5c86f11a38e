import { Button, Kbd } from "@mantine/core";
import { IconFlagCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CallPanel } from "../agent/CallPanel";
import { useNow } from "../agent/clock";
import type { DeskContact, DeskView, Setup } from "../agent/desk";
import { type KeyName, keys } from "../agent/shortcuts";
import { stopwatch } from "../parts/time";
import { CallBar } from "../phone/CallBar";
import { ConsultBar } from "../phone/ConsultBar";
import { best } from "../texts/best";
import { Key } from "./Key";
import styles from "./SwitchboardPage.module.css";

type Props = {
  call: DeskContact | undefined;
  wrapUp: DeskContact | undefined;
  desk: DeskView;
  setup: Setup;
  isBusy: boolean;
  onHold: () => void;
  onEnd: () => void;
  onTransfer: () => void;
  onDone: () => void;
};

/** The call that one has, or what stands between one and the next. */
export function CallAtHand({ call, wrapUp, desk, setup, isBusy, onHold, onEnd, onTransfer, onDone }: Props) {
  const { t } = useTranslation("switchboard");
  return (
    <section className={styles.hand} aria-label={t("hand.title")}>
      {call && (
        <>
          <Caller call={call} setup={setup} />
          <CallBar
            contact={call}
            isHeld={call.stage === "Held"}
            isBusy={isBusy}
            onHold={onHold}
            onTransfer={onTransfer}
            onEnd={onEnd}
          />
          <ConsultBar contact={call} />
          <CallPanel contact={call} />
          <Keys call={call} />
        </>
      )}
      {wrapUp && (
        <div className={styles.wrapUp}>
          <p>
            {t("hand.wrapUp", { name: wrapUp.card.name ?? t("agent:unknownName") })}{" "}
            <Link to="/work" search={{ contact: wrapUp.contact } as never}>
              {t("hand.reasons")}
            </Link>
          </p>
          <Button
            aria-keyshortcuts={keys.nextCall}
            leftSection={<IconFlagCheck size={17} aria-hidden />}
            rightSection={<Key of="nextCall" />}
            onClick={onDone}
          >
            {t("hand.done")}
          </Button>
        </div>
      )}
      {!call && !wrapUp && (
        <p className={styles.none}>{desk.presence === "Ready" ? t("hand.ready") : t("hand.notReady")}</p>
      )}
    </section>
  );
}

function Caller({ call, setup }: { call: DeskContact; setup: Setup }) {
  const { t, i18n } = useTranslation("switchboard");
  const time = useNow();
  const service = setup.services.find((it) => it.service === call.card.service);
  return (
    <div className={styles.caller}>
      <h2 dir="auto">{call.card.name ?? t("agent:unknownName")}</h2>
      <p className="quiet">
        {best(service?.name, i18n.language)} · {stopwatch(time - Date.parse(call.stageSince))} ·{" "}
        <Link to="/work" search={{ contact: call.contact } as never}>
          {t("hand.open")}
        </Link>
      </p>
    </div>
  );
}

/** What can be done with the call by keys alone, as things stand. */
function Keys({ call }: { call: DeskContact }) {
  const { t } = useTranslation("switchboard");
  const isAsked = call.consult && call.consult.way !== "Asked";
  const can: KeyName[] = [
    "hold",
    "park",
    ...(call.consult || call.stage === "Held" ? (["back"] as const) : []),
    ...(isAsked ? (["handOver"] as const) : []),
    "end",
  ];
  return (
    <ul className={styles.keys} aria-label={t("agent:keys.title")}>
      {can.map((it) => (
        <li key={it}>
          <Kbd>{keys[it]}</Kbd> {t(`key.${it}`)}
        </li>
      ))}
    </ul>
  );
}
