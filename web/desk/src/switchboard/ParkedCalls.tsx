import { Button, Tooltip } from "@mantine/core";
import { IconPhoneIncoming } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNow } from "../agent/clock";
import type { Setup } from "../agent/desk";
import { keys, useKeys } from "../agent/shortcuts";
import { stopwatch } from "../parts/time";
import { best } from "../texts/best";
import styles from "./ParkedCalls.module.css";
import { longestParked, type ParkedCall, usePark, useParked } from "./park";

/** The calls that are parked now, with their places; nothing at all while there are none. */
export function ParkedCalls({ setup }: { setup: Setup }) {
  const { t } = useTranslation("switchboard");
  const calls = useParked();
  const { pickUp } = usePark();
  const first = longestParked(calls);
  useKeys({ pickUp: first && (() => !pickUp.isPending && pickUp.mutate(first.contact)) });
  if (calls.length === 0) return null;
  return (
    <section className={styles.all} aria-label={t("park.title")}>
      <h2 className={styles.title}>{t("park.title")}</h2>
      <ul className={styles.list}>
        {calls.map((it) => (
          <li key={it.contact}>
            <Row
              call={it}
              setup={setup}
              isFirst={it === first}
              isBusy={pickUp.isPending && pickUp.variables === it.contact}
              onPickUp={() => pickUp.mutate(it.contact)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type RowProps = { call: ParkedCall; setup: Setup; isFirst: boolean; isBusy: boolean; onPickUp: () => void };

function Row({ call, setup, isFirst, isBusy, onPickUp }: RowProps) {
  const { t, i18n } = useTranslation("switchboard");
  const time = useNow();
  const name = call.card.name ?? t("agent:unknownName");
  const service = setup.services.find((it) => it.service === call.card.service);
  const button = (
    <Button
      size="compact-sm"
      variant="default"
      loading={isBusy}
      aria-keyshortcuts={isFirst ? keys.pickUp : undefined}
      leftSection={<IconPhoneIncoming size={15} aria-hidden />}
      onClick={onPickUp}
    >
      {t("park.pickUp")}
      <span className="unseen"> {t("park.which", { place: call.place, name })}</span>
    </Button>
  );
  return (
    <div className={styles.row}>
      <span className={styles.place}>
        <span className="unseen">{t("park.place")} </span>
        {call.place}
      </span>
      <span className={styles.text}>
        <span className={styles.name} dir="auto">
          {name}
        </span>
        <span className={styles.about}>
          {best(service?.name, i18n.language)} · {stopwatch(time - Date.parse(call.since))}
        </span>
        {call.byName && <span className={styles.about}>{t("park.by", { name: call.byName })}</span>}
      </span>
      {isFirst ? <Tooltip label="Alt+H">{button}</Tooltip> : button}
    </div>
  );
}
