import type { ReactNode } from "react";
import styles from "./List.module.css";

export type Column<T> = { key: string; head: string; cell: (row: T) => ReactNode };

/** Things in rows, a column for each thing said of them. On a small screen each row is a block of its own. */
export function Rows<T>({
  rows,
  keyOf,
  columns,
  none,
  isQuiet,
  end,
}: {
  rows: readonly T[] | undefined;
  keyOf: (row: T) => string;
  /** The first one names the thing. */
  columns: Column<T>[];
  /** Said when there are no rows. */
  none?: string;
  isQuiet?: (row: T) => boolean;
  /** What can be done with a row, and what that column is called. */
  end?: { head: string; cell: (row: T) => ReactNode };
}) {
  if (rows?.length === 0)
    return (
      <div className={styles.frame}>
        <div className={styles.empty}>{none}</div>
      </div>
    );
  return (
    <div className={styles.frame}>
      <table className={`${styles.table} ${styles.rows}`}>
        <thead>
          <tr>
            {columns.map((it) => (
              <th key={it.key} scope="col">
                {it.head}
              </th>
            ))}
            {end && (
              <th scope="col">
                <span className="unseen">{end.head}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows?.map((row) => (
            <tr key={keyOf(row)} className={isQuiet?.(row) ? styles.archived : undefined}>
              {columns.map((it) => (
                <td key={it.key} data-head={it.head}>
                  {it.cell(row)}
                </td>
              ))}
              {end && <td className={styles.end}>{end.cell(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
