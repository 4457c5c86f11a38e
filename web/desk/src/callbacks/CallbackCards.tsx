import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { dayAndTime } from "../parts/time";
import { best } from "../texts/best";
import { CallbackState, Tries } from "./CallbackState";
import styles from "./Callbacks.module.css";
import type { Callback } from "./callbacks";

/** The callbacks that a contact and its customer have to do with. */
export function CallbackCards({ callbacks, contact }: { callbacks: Callback[]; contact: string }) {
  const { t, i18n } = useTranslation("callbacks");
  return callbacks.map((it) => (
    <section
      key={it.asked}
      className={styles.card}
      aria-label={t("cardOf", { service: best(it.serviceName, i18n.language) })}
    >
      <div className={styles.head}>
        <strong>{t("card")}</strong>
        <CallbackState callback={it} />
      </div>
      <div>
        {best(it.serviceName, i18n.language)}
        {it.phone && ` · ${it.phone}`}
      </div>
      <div className="quiet">
        {t("since", { when: dayAndTime(it.since, i18n.language) })}
        {it.reference && it.asked !== contact && (
          <>
            {" "}
            <Link to={`/history/${it.asked}` as never}>{it.reference}</Link>
          </>
        )}
      </div>
      {it.tries.length > 0 && <Tries callback={it} />}
      {it.reason && <div className={styles.reason}>{it.reason}</div>}
    </section>
  ));
}
