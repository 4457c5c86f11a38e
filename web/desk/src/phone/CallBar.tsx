import { Button, Tooltip } from "@mantine/core";
import { IconArrowForwardUp, IconPhoneOff, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DeskContact } from "../agent/desk";
import { useKeys } from "../agent/shortcuts";
import { RecordingButton } from "../recording/RecordingButton";
import { ParkButton } from "../switchboard/ParkButton";
import { KeypadButton, MuteButton } from "./CallButtons";
import styles from "./PhonePanel.module.css";
import { phone, usePhone } from "./phone";

type Props = {
  contact: DeskContact;
  isHeld: boolean;
  isBusy: boolean;
  onHold: () => void;
  onTransfer: () => void;
  onEnd: () => void;
};

/** What one does while one talks. A telephone on the table has its own keys for muting and dialling. */
export function CallBar({ contact, isHeld, isBusy, onHold, onTransfer, onEnd }: Props) {
  const { t } = useTranslation("agent");
  const { call } = usePhone();
  const isHere = call?.stage === "talking";
  useKeys({ mute: isHere && (() => phone.mute(!phone.look.call?.isMuted)) });
  return (
    <div className={styles.bar} role="group" aria-label={t("phone:call")}>
      {isHere && <MuteButton size="md" />}
      <Tooltip label="Alt+P">
        <Button
          size="md"
          variant="default"
          loading={isBusy}
          leftSection={isHeld ? <IconPlayerPlay size={17} aria-hidden /> : <IconPlayerPause size={17} aria-hidden />}
          onClick={onHold}
        >
          {isHeld ? t("resume") : t("hold")}
        </Button>
      </Tooltip>
      <ParkButton contact={contact.contact} />
      {isHere && <KeypadButton size="md" />}
      <RecordingButton contact={contact} />
      <Tooltip label="Alt+T">
        <Button
          size="md"
          variant="default"
          leftSection={<IconArrowForwardUp size={18} aria-hidden />}
          onClick={onTransfer}
        >
          {t("transfer")}
        </Button>
      </Tooltip>
      <Tooltip label="Alt+E">
        <Button
          size="md"
          color="red"
          ms="auto"
          loading={isBusy}
          leftSection={<IconPhoneOff size={17} aria-hidden />}
          onClick={onEnd}
        >
          {t("phone:hangUp")}
        </Button>
      </Tooltip>
    </div>
  );
}
