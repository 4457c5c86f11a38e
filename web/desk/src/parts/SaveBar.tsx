import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./List.module.css";
import { OvertakenNotice } from "./OvertakenNotice";
import type { Overtaken } from "./useDraft";

/** Stands at the bottom while something is not saved yet. */
export function SaveBar({
  isChanged,
  isBusy,
  onSave,
  onUndo,
  overtaken,
}: {
  isChanged: boolean;
  isBusy: boolean;
  onSave: () => void;
  onUndo?: () => void;
  overtaken?: Overtaken;
}) {
  const { t } = useTranslation("parts");
  if (!isChanged) return null;
  if (overtaken && !isBusy)
    return (
      <div className={styles.overtaken}>
        <OvertakenNotice overtaken={overtaken} />
      </div>
    );
  return (
    <section className={styles.saveBar} aria-label={t("unsaved")}>
      <span className="quiet" style={{ marginInlineEnd: "auto" }}>
        {t("unsaved")}
      </span>
      {onUndo && (
        <Button variant="default" onClick={onUndo} disabled={isBusy}>
          {t("undo")}
        </Button>
      )}
      <Button onClick={onSave} loading={isBusy}>
        {t("save")}
      </Button>
    </section>
  );
}
