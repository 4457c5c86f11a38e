import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./List.module.css";

/** Stands at the bottom while something is not saved yet. */
export function SaveBar({
  isChanged,
  isBusy,
  onSave,
  onUndo,
}: {
  isChanged: boolean;
  isBusy: boolean;
  onSave: () => void;
  onUndo?: () => void;
}) {
  const { t } = useTranslation("parts");
  if (!isChanged) return null;
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
