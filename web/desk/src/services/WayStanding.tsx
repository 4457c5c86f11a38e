import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { State, type Tone } from "../parts/State";
import { dayAndTime } from "../parts/time";
import styles from "./Ways.module.css";
import type { WayKind } from "./way";

type Props = {
  kind: WayKind;
  /** The name of the state among the words of its kind, and how it looks. */
  name: string;
  tone: Tone;
  icon: ReactNode;
  since: string;
  isWhole: boolean;
  /** What is wrong: in short, or with what can be done about it. */
  fault: ReactNode;
};

/** How a way in goes, since when, and why not. */
export function WayStanding({ kind, name, tone, icon, since, isWhole, fault }: Props) {
  const { t, i18n } = useTranslation(kind);
  return (
    <>
      <span className={styles.state}>
        <State tone={tone} icon={icon}>
          {t(`standing.${name}`)}
        </State>
        <span className={styles.since}>{t("standing.since", { moment: dayAndTime(since, i18n.language) })}</span>
      </span>
      {fault && (
        <div className={styles.fault} data-whole={isWhole || undefined}>
          {fault}
        </div>
      )}
    </>
  );
}
