import {
  IconBrandWhatsapp,
  IconChecklist,
  IconDeviceMobile,
  IconForms,
  IconMail,
  IconMailOpened,
  IconMessage,
  IconMessageCircle,
  IconPhone,
  IconPrinter,
  IconRecordMail,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/api";

export type Channel = Schemas["Channel"];

const icons = {
  Voice: IconPhone,
  Chat: IconMessageCircle,
  Email: IconMail,
  Sms: IconMessage,
  Social: IconBrandWhatsapp,
  Form: IconForms,
  App: IconDeviceMobile,
  Fax: IconPrinter,
  Letter: IconMailOpened,
  Task: IconChecklist,
  VoiceMessage: IconRecordMail,
} as const;

/** A channel's shape; its name stands beside it, or is read out. */
export function ChannelIcon({
  channel,
  size = 16,
  isNamed = false,
}: {
  channel: Channel;
  size?: number;
  isNamed?: boolean;
}) {
  const { t } = useTranslation("parts");
  const Icon = icons[channel as keyof typeof icons] ?? IconMessage;
  return isNamed ? (
    <Icon size={size} stroke={1.7} aria-hidden />
  ) : (
    <Icon size={size} stroke={1.7} role="img" aria-label={t(`channel.${channel}`)} />
  );
}
