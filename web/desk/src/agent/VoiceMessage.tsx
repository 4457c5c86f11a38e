import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { dayAndTime } from "../parts/time";
import { Dial } from "../phone/Dial";
import { length } from "../recording/recordings";
import type { DeskContact } from "./desk";
import styles from "./VoiceMessage.module.css";

/** What a caller has left, to be heard. */
export function VoiceMessage({ contact }: { contact: string }) {
  const { t, i18n } = useTranslation("agent");
  const { data: message, isError } = useQuery({
    queryKey: ["voice-message", contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}/voice-message", { params: { path: { contact } } })),
    retry: false,
  });
  if (isError) return <p className="quiet">{t("voiceMessage.gone")}</p>;
  if (!message) return null;
  return (
    <div>
      <p className={styles.when}>
        {t("voiceMessage.of", {
          at: dayAndTime(message.at, i18n.language),
          length: length(Number(message.seconds)),
        })}
      </p>
      {/* biome-ignore lint/a11y/useMediaCaption: what a caller has said has no captions */}
      <audio
        controls
        controlsList="nodownload"
        preload="metadata"
        src={`/api/v1/contacts/${contact}/voice-message/sound`}
        aria-label={t("voiceMessage.listen")}
        className={styles.sound}
      />
    </div>
  );
}

/** Where written contacts have their field: the message, and calling back. */
export function VoiceMessagePanel({ contact }: { contact: DeskContact }) {
  const { t } = useTranslation("agent");
  const { data: story } = useQuery({
    queryKey: ["story", contact.contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}", { params: { path: { contact: contact.contact } } })),
  });
  const number = story?.given?.phone;
  return (
    <section className={styles.panel} aria-label={t("parts:channel.VoiceMessage")}>
      <VoiceMessage contact={contact.contact} />
      {number ? (
        <Dial
          label={t("voiceMessage.callBack", { number })}
          whom={{
            number,
            customer: contact.card.customer ?? undefined,
            service: contact.card.service,
            earlier: contact.contact,
          }}
        />
      ) : (
        story && <p className="quiet">{t("voiceMessage.noNumber")}</p>
      )}
    </section>
  );
}
