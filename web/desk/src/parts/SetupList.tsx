import { Button, Group, Switch, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./List.module.css";
import { Page } from "./Page";
import { State } from "./State";
import { latest } from "./setup";

type Thing = { id: string; isArchived?: boolean };

export type Column<T> = { key: string; head: string; cell: (row: T) => ReactNode };

/** A page with what the centre has of one kind: a row each, and a dialog that adds one or changes one. */
export function SetupList<T extends Thing>({
  title,
  menu,
  help,
  rows,
  columns,
  none,
  mayWrite,
  add,
  editOf,
  actions,
  isQuiet = (it) => it.isArchived ?? false,
  dialog,
}: {
  title: string;
  menu: ReactNode;
  help: string;
  rows: readonly T[] | undefined;
  /** The first one names the thing. */
  columns: Column<T>[];
  none: string;
  mayWrite: boolean;
  add: string;
  /** What the button that changes a row is called, or nothing when the row cannot be changed. */
  editOf?: (row: T) => string | undefined;
  actions?: (row: T) => ReactNode;
  isQuiet?: (row: T) => boolean;
  /** Without a thing: a new one. */
  dialog: (thing: T | undefined, onClose: () => void) => ReactNode;
}) {
  const { t } = useTranslation("parts");
  const [edited, setEdited] = useState<T | "new" | null>(null);
  const [withArchived, setWithArchived] = useState(false);
  const shown = rows?.filter((it) => withArchived || !it.isArchived);
  return (
    <Page
      title={title}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
            {add}
          </Button>
        )
      }
    >
      {menu}
      <Group justify="space-between" mb="sm">
        <Text size="sm" className="quiet" maw={720}>
          {help}
        </Text>
        {rows?.some((it) => it.isArchived) && (
          <Switch
            label={t("showArchived")}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.currentTarget.checked)}
          />
        )}
      </Group>
      <div className={styles.frame}>
        {shown?.length === 0 ? (
          <div className={styles.empty}>{none}</div>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map((it) => (
                  <th key={it.key} scope="col">
                    {it.head}
                  </th>
                ))}
                <th scope="col">
                  <span className="unseen">{t("edit")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown?.map((row) => (
                <tr key={row.id} className={isQuiet(row) ? styles.archived : undefined}>
                  {columns.map((it, at) => (
                    <td key={it.key}>
                      {it.cell(row)} {at === 0 && row.isArchived && <State tone="rest">{t("archived")}</State>}
                    </td>
                  ))}
                  <td className={styles.end}>
                    {mayWrite && (
                      <Group gap={6} wrap="nowrap" justify="flex-end">
                        {editOf?.(row) && (
                          <Button size="xs" variant="default" aria-label={editOf(row)} onClick={() => setEdited(row)}>
                            {t("edit")}
                          </Button>
                        )}
                        {actions?.(row)}
                      </Group>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {edited && dialog(edited === "new" ? undefined : latest(rows, edited), () => setEdited(null))}
    </Page>
  );
}
