import { Alert, Button, Loader } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../parts/Confirm";
import { Page } from "../parts/Page";
import { SaveBar } from "../parts/SaveBar";
import type { Editing } from "./useWay";
import styles from "./Ways.module.css";
import type { Way, WayForm, WayKind } from "./way";

/** One way in, an existing or a new one: found, on its way, or not there. */
export function WayPage<T extends Way>({
  kind,
  id,
  ways,
  children,
}: {
  kind: WayKind;
  id: string;
  ways: readonly T[] | undefined;
  children: (way: T | undefined) => ReactNode;
}) {
  const { t } = useTranslation(kind);
  const found = ways?.find((it) => it.id === id);
  if (!ways)
    return (
      <Page title={t("title")}>
        <Loader aria-label={t("parts:loading")} />
      </Page>
    );
  if (id !== "new" && !found)
    return (
      <Page title={t("title")} back={{ to: `/services/${kind}`, name: t("place") }}>
        <Alert color="yellow">{t("unknown")}</Alert>
      </Page>
    );
  return children(found);
}

/** What stands around the fields of a way in: its name, how it goes, taking it out of use, and keeping what was changed. */
export function WayFrame<T extends Way, F extends WayForm>({
  way,
  standing,
  above,
  children,
}: {
  way: Editing<T, F>;
  standing?: ReactNode;
  above?: ReactNode;
  children: ReactNode;
}) {
  const { kind, draft, base, mayWrite, isBusy } = way;
  const { t } = useTranslation(kind);
  const title = draft.name || t("new");
  const archive = () => (draft.isArchived ? way.keep({ ...draft, isArchived: false }) : way.setArchiving(true));
  return (
    <Page
      title={title}
      back={{ to: `/services/${kind}`, name: t("place") }}
      actions={
        base &&
        mayWrite && (
          <Button variant="default" loading={isBusy} onClick={archive}>
            {t(draft.isArchived ? "parts:restore" : "archive")}
          </Button>
        )
      }
    >
      {draft.isArchived ? (
        <Alert color="gray" mb="md">
          {t("isArchived")}
        </Alert>
      ) : (
        base && standing && <div className={styles.standing}>{standing}</div>
      )}
      {above}
      <fieldset disabled={!mayWrite} className={styles.fields} aria-label={title}>
        {children}
      </fieldset>
      <SaveBar
        isChanged={mayWrite && (way.isChanged || !base)}
        isBusy={isBusy}
        onSave={() => way.keep(draft)}
        onUndo={base && way.undo}
        overtaken={way.overtaken}
      />
      {way.isArchiving && base && (
        <Confirm
          title={t("archiveTitle", { name: base.name })}
          action={t("archive")}
          isDangerous
          isBusy={isBusy}
          onClose={() => way.setArchiving(false)}
          onConfirm={way.archive}
        >
          {t("archiveHelp")}
        </Confirm>
      )}
    </Page>
  );
}
