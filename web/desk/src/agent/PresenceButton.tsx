import { Button, Menu, Switch } from "@mantine/core";
import {
  IconBellRinging,
  IconCalendarClock,
  IconChevronDown,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconPlayerPauseFilled,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { longSince, stopwatch } from "../parts/time";
import { AbsenceDialog } from "../switchboard/AbsenceDialog";
import { best } from "../texts/best";
import { noticeSetting, soundSetting } from "./alarm";
import { useNow } from "./clock";
import { type DeskView, useDesk, useSetup } from "./desk";
import { useKept } from "./kept";
import { useMoves } from "./moves";
import styles from "./PresenceButton.module.css";
import { useKeys } from "./shortcuts";

type Presence = DeskView["presence"];

const icons = {
  Ready: IconCircleCheckFilled,
  NotReady: IconPlayerPauseFilled,
  NotAnswering: IconBellRinging,
  SignedOut: IconCircleDashed,
} as const;

/** What I am to the queue, always in sight: one press makes me ready, or not. */
export function PresenceButton() {
  const { t, i18n } = useTranslation("agent");
  const desk = useDesk();
  const setup = useSetup();
  const { presence: move } = useMoves();
  const time = useNow();
  const [isAbsent, setAbsent] = useState(false);
  const presence = (desk?.presence ?? "SignedOut") as Presence & keyof typeof icons;
  const toggle = () => desk && move.mutate({ presence: presence === "Ready" ? "NotReady" : "Ready" });
  useKeys({ ready: toggle });
  if (!desk) return null;

  const begun = longSince(desk.presenceSince, time, i18n.language);
  const Icon = icons[presence];
  const reason = setup?.presenceReasons.find((it) => it.reason === desk.reason);
  const word = presence === "NotReady" && reason ? best(reason.name, i18n.language) : t(`presence.${presence}`);
  const hint = presence === "Ready" ? t("presence.becomeNotReady") : t("presence.becomeReady");
  return (
    <div className={styles.both} data-presence={presence} role="group" aria-label={t("presence.title")}>
      <Button
        className={styles.now}
        variant="default"
        onClick={toggle}
        loading={move.isPending}
        leftSection={<Icon size={17} aria-hidden />}
        title={`${hint} (Alt+R)`}
      >
        <span className={styles.word}>{word}</span>
        <span className="unseen">. {hint}</span>
        {presence !== "SignedOut" && (
          <span className={styles.since} aria-hidden>
            {begun ? t("presence.since", { when: begun }) : stopwatch(time - Date.parse(desk.presenceSince))}
          </span>
        )}
      </Button>
      <Menu position="bottom-end" width={250} closeOnItemClick>
        <Menu.Target>
          <Button className={styles.more} variant="default" px={6} aria-label={t("presence.choose")}>
            <IconChevronDown size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCircleCheckFilled size={16} />}
            onClick={() => move.mutate({ presence: "Ready" })}
          >
            {t("presence.Ready")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPlayerPauseFilled size={16} />}
            onClick={() => move.mutate({ presence: "NotReady" })}
          >
            {t("presence.NotReady")}
          </Menu.Item>
          {setup?.presenceReasons.map((it) => (
            <Menu.Item
              key={it.reason}
              leftSection={<IconPlayerPauseFilled size={16} />}
              onClick={() => move.mutate({ presence: "NotReady", reason: it.reason })}
            >
              {best(it.name, i18n.language)}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconCalendarClock size={16} />} onClick={() => setAbsent(true)}>
            {t("switchboard:absence.menu")}
          </Menu.Item>
          <Menu.Divider />
          <Alarms />
        </Menu.Dropdown>
      </Menu>
      {isAbsent && <AbsenceDialog person={desk.person} onClose={() => setAbsent(false)} />}
    </div>
  );
}

/** How offers make themselves heard on this computer. */
function Alarms() {
  const { t } = useTranslation("agent");
  const [hasSound, setSound] = useKept(localStorage, soundSetting, true);
  const [hasNotice, setNotice] = useKept(localStorage, noticeSetting, false);

  async function chooseNotice(wanted: boolean) {
    if (wanted && "Notification" in window && (await Notification.requestPermission()) !== "granted") return;
    setNotice(wanted);
  }

  return (
    <div className={styles.alarms}>
      <Switch
        size="sm"
        label={t("alarm.sound")}
        checked={hasSound}
        onChange={(it) => setSound(it.currentTarget.checked)}
      />
      <Switch
        size="sm"
        label={t("alarm.notice")}
        checked={hasNotice}
        onChange={(it) => void chooseNotice(it.currentTarget.checked)}
      />
    </div>
  );
}
