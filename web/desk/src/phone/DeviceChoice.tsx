import { Button, Select, Switch, Text } from "@mantine/core";
import { IconBell, IconMicrophone } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKept } from "../agent/kept";
import { ring } from "./bell";
import styles from "./PhonePanel.module.css";
import { phone } from "./phone";
import {
  bellSetting,
  canChooseSpeaker,
  type Devices,
  devices,
  listen,
  microphoneSetting,
  moveVoice,
  speakerSetting,
} from "./sound";

/** So long the bell is tried. */
const trial = 2_000;

/** What one talks and hears with on this computer, and whether it works. */
export function DeviceChoice() {
  const { t } = useTranslation("phone");
  const found = useDevices();
  const stopBell = useRef<(() => void) | null>(null);
  useEffect(() => () => stopBell.current?.(), []);

  function tryBell() {
    stopBell.current?.();
    const stop = ring();
    const timer = setTimeout(stop, trial);
    stopBell.current = () => {
      clearTimeout(timer);
      stop();
    };
  }

  return (
    <div className={styles.devices}>
      <Choice
        name={microphoneSetting}
        label={t("microphone")}
        of={found.microphones}
        onChosen={() => phone.changeMicrophone()}
      />
      {canChooseSpeaker() && (
        <>
          <Choice name={speakerSetting} label={t("speaker")} of={found.speakers} onChosen={moveVoice} />
          <Choice name={bellSetting} label={t("bell")} of={found.speakers} />
        </>
      )}
      <Trial />
      <Button variant="subtle" size="compact-sm" leftSection={<IconBell size={15} aria-hidden />} onClick={tryBell}>
        {t("tryBell")}
      </Button>
    </div>
  );
}

type ChoiceProps = { name: string; label: string; of: MediaDeviceInfo[]; onChosen?: (device: string) => void };

function Choice({ name, label, of, onChosen }: ChoiceProps) {
  const { t } = useTranslation("phone");
  const [chosen, choose] = useKept<string>(localStorage, name, "");
  const isThere = of.some((it) => it.deviceId === chosen);
  return (
    <Select
      size="xs"
      label={label}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      value={isThere ? chosen : ""}
      onChange={(device) => {
        choose(device ?? "");
        onChosen?.(device ?? "");
      }}
      data={[
        { value: "", label: t("usual") },
        ...of.filter((it) => it.deviceId !== "default").map((it) => ({ value: it.deviceId, label: it.label })),
      ]}
    />
  );
}

/** Speaking into the microphone: one sees how loud it is, and hears it a moment later. */
function Trial() {
  const { t } = useTranslation("phone");
  const [isOn, setOn] = useState(false);
  const [hasEcho, setEcho] = useState(false);
  const [level, setLevel] = useState(0);
  const [microphone] = useKept<string>(localStorage, microphoneSetting, "");
  const [speaker] = useKept<string>(localStorage, speakerSetting, "");

  // biome-ignore lint/correctness/useExhaustiveDependencies: another device is listened to anew
  useEffect(() => {
    if (!isOn) return;
    let isOver = false;
    let stop = () => {};
    listen(setLevel)
      .then((it) => {
        if (isOver) return it.stop();
        stop = it.stop;
        it.echo(hasEcho);
      })
      .catch(() => setOn(false));
    return () => {
      isOver = true;
      stop();
      setLevel(0);
    };
  }, [isOn, hasEcho, microphone, speaker]);

  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconMicrophone size={15} aria-hidden />}
        onClick={() => setOn(!isOn)}
      >
        {isOn ? t("tried") : t("tryMicrophone")}
      </Button>
      {isOn && (
        <>
          <Text size="sm">{t("speak")}</Text>
          <div
            className={styles.meter}
            role="meter"
            aria-label={t("level")}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(level * 100)}
          >
            <div className={styles.level} style={{ width: `${level * 100}%` }} />
          </div>
          <Switch size="sm" label={t("echo")} checked={hasEcho} onChange={(it) => setEcho(it.currentTarget.checked)} />
        </>
      )}
    </>
  );
}

/** The computer's devices, also those that are plugged in while one looks. */
function useDevices(): Devices {
  const [found, setFound] = useState<Devices>({ microphones: [], speakers: [] });
  useEffect(() => {
    const look = () => void devices().then(setFound);
    look();
    navigator.mediaDevices?.addEventListener("devicechange", look);
    return () => navigator.mediaDevices?.removeEventListener("devicechange", look);
  }, []);
  return found;
}
