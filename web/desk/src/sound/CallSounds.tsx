import { Text } from "@mantine/core";
import { IconAlertTriangle, IconAntennaBars4, IconAntennaBars5 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { State } from "../parts/State";
import styles from "./Sound.module.css";
import { behind, type LegSound, soundQuery } from "./sounds";

type Grade = NonNullable<LegSound["grade"]>;

const tones = { Good: "good", Fair: "care", Poor: "bad" } as const satisfies Record<Grade, string>;
const icons = { Good: IconAntennaBars5, Fair: IconAntennaBars4, Poor: IconAlertTriangle };

/** How the sound of each leg of a contact's call was, in a word, and the figures behind it. */
export function CallSounds({ contact, isMoving }: { contact: string; isMoving: boolean }) {
  const { t } = useTranslation("sound");
  const { data: legs } = useQuery(soundQuery(contact, isMoving));
  if (!legs || legs.length === 0) return null;
  return (
    <section aria-labelledby="story-sound" className={styles.all}>
      <h2 id="story-sound" className={styles.title}>
        {t("title")}
      </h2>
      <ul className={styles.legs}>
        {legs.map((it) => (
          <li key={`${it.segment} ${it.side}`} className={styles.leg}>
            <Leg leg={it} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Leg({ leg }: { leg: LegSound }) {
  const { t, i18n } = useTranslation("sound");
  const Icon = leg.grade ? icons[leg.grade] : null;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.what}>{t(`side.${leg.side}`, { person: leg.personName })}</p>
        {leg.grade && Icon && (
          <State tone={tones[leg.grade]} icon={<Icon size={16} />}>
            {t(`grade.${leg.grade}`)}
          </State>
        )}
      </div>
      {leg.grade ? (
        <p className="quiet">
          {behind(leg, i18n.language)
            .map((it) => t(`figure.${it.name}`, { value: it.value }))
            .join(" · ")}
        </p>
      ) : (
        <Text className="quiet">{t("notMeasured")}</Text>
      )}
      {leg.grade && leg.sentLoss === null && <p className="quiet">{t("oneWay")}</p>}
    </>
  );
}
