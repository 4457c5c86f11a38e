import { Button, Popover } from "@mantine/core";
import {
  IconAlertTriangle,
  IconChevronDown,
  IconDeviceMobile,
  IconPhone,
  IconPhoneCall,
  IconPhoneOff,
  IconPhoneRinging,
  IconPlugConnectedX,
} from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNow } from "../agent/clock";
import { useDesk } from "../agent/desk";
import { stopwatch } from "../parts/time";
import { type AnyStanding, ownStandingOf, useOwn } from "./own";
import styles from "./PhoneButton.module.css";
import { connect, isOn, useLine, usePhone, useTelephony } from "./phone";
import { standingOf } from "./softphone";

const PhonePanel = lazy(() => import("./PhonePanel"));

const icons = {
  off: IconPhoneOff,
  connecting: IconPhone,
  connected: IconPhone,
  lost: IconPlugConnectedX,
  elsewhere: IconPhone,
  ringing: IconPhoneRinging,
  answering: IconPhoneRinging,
  talking: IconPhoneCall,
  own: IconDeviceMobile,
  ownRinging: IconPhoneRinging,
  ownTalking: IconPhoneCall,
} as const;

/** The phone in the browser, where there is telephony. */
export function PhoneButton() {
  return useTelephony() ? <Phone /> : null;
}

function Phone() {
  const { t } = useTranslation("phone");
  const look = usePhone();
  const time = useNow();
  const [isOpen, setOpen] = useState(false);
  const state = useDesk()?.phone;
  const own = ownStandingOf(useOwn(), state);
  const standing: AnyStanding = own ?? standingOf(look, isOn(state));
  const problem = own ? null : look.problem;
  const Icon = problem && standing === "off" ? IconAlertTriangle : icons[standing];
  useLine();
  useEffect(() => {
    if (problem) setOpen(true);
  }, [problem]);

  return (
    <div
      className={styles.both}
      data-standing={standing}
      data-problem={problem ? true : undefined}
      role="group"
      aria-label={t("title")}
    >
      <Button
        className={styles.now}
        variant="default"
        loading={standing === "connecting"}
        onClick={() => (standing === "off" ? connect() : setOpen(!isOpen))}
        leftSection={<Icon size={17} aria-hidden />}
      >
        <span className={styles.word}>{t(`button.${standing}`)}</span>
        {standing === "talking" && (
          <span className={styles.since} aria-hidden>
            {stopwatch(time - look.call!.since)}
          </span>
        )}
      </Button>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={330} shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <Button
            className={styles.more}
            variant="default"
            px={6}
            aria-label={t("settings")}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronDown size={16} />
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={0} aria-label={t("title")}>
          <Suspense fallback={null}>{isOpen && <PhonePanel standing={standing} />}</Suspense>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
