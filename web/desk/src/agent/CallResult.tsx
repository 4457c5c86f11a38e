import { IconPhoneOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { Dial } from "../phone/Dial";
import styles from "./CallPanel.module.css";
import type { DeskContact } from "./desk";

/** Why nobody was reached, and calling again. */
export function CallResult({ contact }: { contact: DeskContact }) {
  const { t } = useTranslation("agent");
  const { data: story } = useQuery({
    queryKey: ["story", contact.contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}", { params: { path: { contact: contact.contact } } })),
  });
  if (!contact.called || contact.called === "Reached" || contact.called === "Dialling") return null;
  const number = story?.given?.phone;
  return (
    <div className={styles.panel} data-state="lost">
      <IconPhoneOff size={22} stroke={1.7} aria-hidden />
      <div role="status">
        <p className={styles.state}>{t(`called.${contact.called}`)}</p>
        {number && (
          <Dial
            mt={4}
            label={t("called.again", { number })}
            whom={{
              number,
              customer: contact.card.customer ?? undefined,
              service: contact.card.service,
              earlier: contact.contact,
            }}
          />
        )}
      </div>
    </div>
  );
}
