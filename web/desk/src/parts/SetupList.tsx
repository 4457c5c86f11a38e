import { Button, Group } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { SetupPage, type SetupPageProps, type Thing } from "./SetupPage";
import { latest } from "./setup";

/** A page with what the centre has of one kind: a row each, and a dialog that adds one or changes one. */
export function SetupList<T extends Thing>({
  rows,
  mayWrite,
  editOf,
  actions,
  dialog,
  ...page
}: SetupPageProps<T> & {
  /** What the button that changes a row is called, or nothing when the row cannot be changed. */
  editOf?: (row: T) => string | undefined;
  actions?: (row: T) => ReactNode;
  /** Without a thing: a new one. */
  dialog: (thing: T | undefined, onClose: () => void) => ReactNode;
}) {
  const { t } = useTranslation("parts");
  const [edited, setEdited] = useState<T | "new" | null>(null);
  const change = (row: T) => (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {editOf?.(row) && (
        <Button size="xs" variant="default" aria-label={editOf(row)} onClick={() => setEdited(row)}>
          {t("edit")}
        </Button>
      )}
      {actions?.(row)}
    </Group>
  );
  return (
    <SetupPage
      {...page}
      rows={rows}
      mayWrite={mayWrite}
      onAdd={() => setEdited("new")}
      end={mayWrite ? change : undefined}
    >
      {edited && dialog(edited === "new" ? undefined : latest(rows, edited), () => setEdited(null))}
    </SetupPage>
  );
}
