import { IconPhone, IconPhoneOff, IconPhoneOutgoing, IconPhonePause, IconPhoneRinging } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { isOn } from "../phone/phone";
import styles from "./CallPanel.module.css";
import { type DeskContact, type DeskView, useDesk } from "./desk";

type Phone = DeskView["phone"];

/** How a call stands, where written contacts have their field: who hears what, and what to do next. */
export function CallPanel({ contact }: { contact: DeskContact }) {
  const { t } = useTranslation("agent");
  const phone = useDesk()?.phone ?? "None";
  const state = callState(contact, phone);
  const Icon = icons[state];
  if (contact.consult) return null; // who hears whom is told there
  return (
    <div className={styles.panel} data-state={state}>
      <Icon size={22} stroke={1.7} aria-hidden />
      <div role="status">
        <p className={styles.state}>{t(`call.${state}`)}</p>
        <p className="quiet">{t(`call.${state}Help`)}</p>
        {contact.card.recording && <p className="quiet">{t(`recording:sign.${contact.card.recording}`)}</p>}
      </div>
    </div>
  );
}

const icons = {
  talking: IconPhone,
  held: IconPhonePause,
  ringing: IconPhoneRinging,
  lost: IconPhoneOff,
  pickUp: IconPhoneRinging,
  calling: IconPhoneOutgoing,
};

/** The call follows the phone: what the screen says comes from both. */
export function callState(
  { stage, isOutgoing, called }: Pick<DeskContact, "stage" | "isOutgoing" | "called">,
  phone: Phone,
): keyof typeof icons {
  if (isOutgoing && called !== "Reached" && isOn(phone)) return phone === "InCall" ? "calling" : "pickUp";
  if (phone === "InCall") return stage === "Held" ? "held" : "talking";
  return phone === "None" || phone === "Away" ? "lost" : "ringing";
}
