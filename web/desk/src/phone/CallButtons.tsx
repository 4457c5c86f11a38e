import { Button, Popover, Tooltip } from "@mantine/core";
import { IconGridDots, IconMicrophone, IconMicrophoneOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./PhonePanel.module.css";
import { phone, usePhone } from "./phone";

/** In the order of a telephone. */
export const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** The caller does not hear one, until it is pressed again. */
export function MuteButton({ size }: { size?: "md" }) {
  const { t } = useTranslation("phone");
  const isMuted = usePhone().call?.isMuted ?? false;
  return (
    <Tooltip label="Alt+U">
      <Button
        size={size}
        variant={isMuted ? "filled" : "default"}
        color="orange"
        aria-pressed={isMuted}
        leftSection={isMuted ? <IconMicrophoneOff size={17} aria-hidden /> : <IconMicrophone size={17} aria-hidden />}
        onClick={() => phone.mute(!isMuted)}
      >
        {isMuted ? t("unmute") : t("mute")}
      </Button>
    </Tooltip>
  );
}

/** The keys of a telephone, for machines that ask for a choice. The computer's own keys do as well. */
export function KeypadButton({ size }: { size?: "md" }) {
  const { t } = useTranslation("phone");
  const [pressed, setPressed] = useState("");
  const press = (key: string) => {
    phone.press(key);
    setPressed((it) => (it + key).slice(-12));
  };
  return (
    <Popover position="bottom" shadow="md" trapFocus returnFocus onClose={() => setPressed("")}>
      <Popover.Target>
        <Button size={size} variant="default" leftSection={<IconGridDots size={17} aria-hidden />}>
          {t("keypad")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown
        aria-label={t("keypad")}
        onKeyDown={(event) => {
          if (!event.altKey && !event.ctrlKey && keys.includes(event.key)) press(event.key);
        }}
      >
        <p className={styles.pressed} aria-hidden>
          {pressed}
        </p>
        <div className={styles.keys}>
          {keys.map((it) => (
            <Button
              key={it}
              variant="default"
              size="md"
              px={0}
              aria-label={t("key", { key: it })}
              onClick={() => press(it)}
            >
              {it}
            </Button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
