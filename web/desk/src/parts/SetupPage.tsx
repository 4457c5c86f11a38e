import { Button, Group, Switch, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "./Page";
import { type Column, Rows } from "./Rows";
import { State } from "./State";

export type Thing = { id: string; isArchived?: boolean };

/** What a page of the centre's things of one kind says and shows. */
export type SetupPageProps<T> = {
  title: string;
  menu: ReactNode;
  help: string;
  rows: readonly T[] | undefined;
  /** The first one names the thing. */
  columns: Column<T>[];
  none: string;
  mayWrite: boolean;
  add: string;
  isQuiet?: (row: T) => boolean;
};

/** A page with what the centre has of one kind, a row each. What is archived is shown on demand. */
export function SetupPage<T extends Thing>({
  title,
  menu,
  help,
  rows,
  columns,
  none,
  mayWrite,
  add,
  isQuiet = (it) => it.isArchived ?? false,
  onAdd,
  above,
  end,
  children,
}: SetupPageProps<T> & {
  onAdd: () => void;
  /** What must be said before the rows are. */
  above?: ReactNode;
  end?: (row: T) => ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslation("parts");
  const [withArchived, setWithArchived] = useState(false);
  const [first, ...others] = columns;
  const named = {
    ...first!,
    cell: (row: T) => (
      <>
        {first!.cell(row)} {row.isArchived && <State tone="rest">{t("archived")}</State>}
      </>
    ),
  };
  return (
    <Page
      title={title}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={onAdd}>
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
      {above}
      <Rows
        rows={rows?.filter((it) => withArchived || !it.isArchived)}
        keyOf={(it) => it.id}
        columns={[named, ...others]}
        none={none}
        isQuiet={isQuiet}
        end={end && { head: t("edit"), cell: end }}
      />
      {children}
    </Page>
  );
}
