import { Button, Kbd, RingProgress } from "@mantine/core";
import { IconCheck, IconClock, IconPhoneOutgoing, IconX } from "@tabler/icons-react";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../parts/channels";
import { stopwatch } from "../parts/time";
import { isOn } from "../phone/phone";
import { best } from "../texts/best";
import { languageName } from "../texts/languageName";
import { noticeSetting, prepareSound, soundSetting, useAlarm } from "./alarm";
import { now, useNow } from "./clock";
import { type DeskOffer, useDesk, useSetup } from "./desk";
import { useKept } from "./kept";
import { useMoves } from "./moves";
import styles from "./OfferCard.module.css";
import { isWriting, useKeys } from "./shortcuts";

/** Keys that were meant for something else do not answer an offer that has just come up. */
const settle = 500;

/** Rings over every page while a contact is offered. Whoever writes goes on writing: the focus stays where it is. */
export function Offer() {
  const desk = useDesk();
  useEffect(prepareSound, []);
  return desk?.offer ? <OfferCard key={`${desk.offer.contact}/${desk.offer.offer}`} offer={desk.offer} /> : null;
}

function OfferCard({ offer }: { offer: DeskOffer }) {
  const { t, i18n } = useTranslation("agent");
  const setup = useSetup();
  const phone = useDesk()?.phone;
  const ringsItself = offer.card.channel === "Voice" && isOn(phone);
  const moves = useMoves();
  const go = useNavigate();
  const isAttendant = useRouterState({ select: (it) => it.location.pathname }) === "/switchboard"; // he stays there
  const card = useRef<HTMLDivElement>(null);
  const [cameAt] = useState(now);
  const [hasSound] = useKept(localStorage, soundSetting, true);
  const [hasNotice] = useKept(localStorage, noticeSetting, false);
  const time = useNow();
  const left = Date.parse(offer.until) - time;
  const whole = Math.max(1, Date.parse(offer.until) - cameAt);
  const service = best(setup?.services.find((it) => it.service === offer.card.service)?.name, i18n.language);
  const who = offer.card.name ?? t("unknownName");
  const isSettled = () => now() - cameAt > settle;
  const isBusy = moves.accept.isPending || moves.decline.isPending;

  useAlarm(
    `${offer.contact}/${offer.offer}`,
    t("offer.title"),
    `${service}: ${who}`,
    hasSound && !ringsItself,
    hasNotice,
  );
  useEffect(() => {
    if (!isWriting(document.activeElement)) card.current?.focus();
  }, []);

  function accept() {
    if (isBusy) return;
    moves.accept.mutate(
      { contact: offer.contact, offer: offer.offer },
      { onSuccess: () => !isAttendant && void go({ to: "/work", search: { contact: offer.contact } as never }) },
    );
  }

  function decline() {
    if (!isBusy) moves.decline.mutate({ contact: offer.contact, offer: offer.offer });
  }

  useKeys({ accept: () => isSettled() && accept(), decline: () => isSettled() && decline() });

  return (
    <div className={styles.over}>
      <div
        className={styles.card}
        ref={card}
        role="alertdialog"
        aria-labelledby="offer-title"
        aria-describedby="offer-text"
        tabIndex={-1}
        onKeyDown={(event) => {
          if (!isSettled() || event.altKey) return;
          if (event.key === "Enter" && event.target === card.current) accept();
          if (event.key === "Escape") decline();
        }}
      >
        <RingProgress
          size={76}
          thickness={6}
          roundCaps
          sections={[
            { value: Math.max(0, Math.min(100, (100 * left) / whole)), color: left < 6_000 ? "orange" : "fjord" },
          ]}
          label={<span className={styles.seconds}>{Math.max(0, Math.ceil(left / 1_000))}</span>}
          aria-hidden
        />
        <div className={styles.text}>
          <h2 id="offer-title" className={styles.title}>
            <ChannelIcon channel={offer.card.channel} size={18} isNamed />
            {t("offer.new", { channel: t(`parts:channel.${offer.card.channel}`), service })}
          </h2>
          <div id="offer-text">
            <p className={styles.who} dir="auto">
              {who}
            </p>
            {offer.isCallback && (
              <p className={styles.matter}>
                <IconPhoneOutgoing size={15} aria-hidden /> {t("offer.callback")}
              </p>
            )}
            {offer.card.matter && (
              <p className={styles.matter} dir="auto">
                {offer.card.matter}
              </p>
            )}
            <p className={styles.facts}>
              <IconClock size={14} aria-hidden />
              {t("offer.waited", { time: stopwatch(time - Date.parse(offer.card.arrivedAt)) })}
              {offer.card.language && ` · ${languageName(offer.card.language, i18n.language)}`}
              {offer.card.transfers > 0 && ` · ${t("offer.transferred")}`}
            </p>
          </div>
          <div className={styles.acts}>
            <Button
              size="md"
              color="var(--accept)"
              loading={moves.accept.isPending}
              onClick={accept}
              leftSection={<IconCheck size={19} aria-hidden />}
            >
              {t("offer.accept")}
            </Button>
            <Button
              size="md"
              variant="default"
              loading={moves.decline.isPending}
              onClick={decline}
              leftSection={<IconX size={18} aria-hidden />}
            >
              {t("offer.decline")}
            </Button>
            <span className={styles.keys} aria-hidden>
              <Kbd size="xs">Alt ↵</Kbd> <Kbd size="xs">Alt ⌫</Kbd>
            </span>
          </div>
        </div>
      </div>
    </div>
  );
}
