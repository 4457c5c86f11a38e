import { Alert, Button, Group, Text } from "@mantine/core";
import { IconHeadset, IconPhoneIncoming, IconPhoneOff, IconPlugConnected, IconUnlink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../agent/desk";
import { KeypadButton, MuteButton } from "./CallButtons";
import { DeviceChoice } from "./DeviceChoice";
import { OwnTelephone } from "./OwnTelephone";
import { type AnyStanding, isOwn, useOwn } from "./own";
import styles from "./PhonePanel.module.css";
import { connect, disconnect, phone, usePhone } from "./phone";

/** All of one's phone: how it stands, what hinders it, what one talks with, and connecting it. */
export default function PhonePanel({ standing }: { standing: AnyStanding }) {
  const { t } = useTranslation("phone");
  const { problem } = usePhone();
  const own = useOwn();
  const state = useDesk()?.phone;
  const isBusy = state === "InCall" || state === "Ringing";
  return (
    <div className={styles.panel}>
      <div role="status">
        <p className={styles.state}>{t(`standing.${standing}`)}</p>
        <Text size="sm" className="quiet">
          {t(`help.${standing}`, { number: own?.number })}
        </Text>
      </div>
      {problem && !isOwn(standing) && (
        <Alert color="red" title={t(`problem.${problem}`)} p="sm" role="alert">
          {t(`remedy.${problem}`)}
        </Alert>
      )}
      <InCall standing={standing} />
      <Connecting standing={standing} />
      <OwnTelephone isBusy={isBusy} />
      {standing !== "off" && standing !== "elsewhere" && !isOwn(standing) && <DeviceChoice />}
      {standing === "off" && (
        <Text size="xs" className={styles.hint}>
          <IconHeadset size={15} aria-hidden /> {t("headset")}
        </Text>
      )}
    </div>
  );
}

function InCall({ standing }: { standing: AnyStanding }) {
  const { t } = useTranslation("phone");
  if (standing === "ringing")
    return (
      <Group gap="xs" grow>
        <Button
          color="var(--accept)"
          leftSection={<IconPhoneIncoming size={17} aria-hidden />}
          onClick={() => phone.answer()}
        >
          {t("answer")}
        </Button>
        <Button variant="default" leftSection={<IconPhoneOff size={17} aria-hidden />} onClick={() => phone.hangUp()}>
          {t("decline")}
        </Button>
      </Group>
    );
  if (standing !== "talking") return null;
  return (
    <Group gap="xs">
      <MuteButton />
      <KeypadButton />
      <Button color="red" leftSection={<IconPhoneOff size={17} aria-hidden />} onClick={() => phone.hangUp()}>
        {t("hangUp")}
      </Button>
    </Group>
  );
}

function Connecting({ standing }: { standing: AnyStanding }) {
  const { t } = useTranslation("phone");
  const isBusyThere = useDesk()?.phone === "InCall";
  if (standing === "off")
    return (
      <Button leftSection={<IconPlugConnected size={17} aria-hidden />} onClick={connect}>
        {t("connect")}
      </Button>
    );
  if (standing === "elsewhere")
    return (
      <Button disabled={isBusyThere} leftSection={<IconPlugConnected size={17} aria-hidden />} onClick={connect}>
        {t("moveHere")}
      </Button>
    );
  if (standing !== "connected" && standing !== "lost" && standing !== "connecting") return null;
  return (
    <Button variant="default" leftSection={<IconUnlink size={17} aria-hidden />} onClick={() => void disconnect()}>
      {t("disconnect")}
    </Button>
  );
}
