import type { Row } from "./queries";
import type { Step } from "./search";

export type Slot = { from: string; to: string; row: Row | null };

const lengths: Partial<Record<Step, number>> = { quarter: 900_000, hour: 3_600_000 };

/** The intervals in order, with empty ones where nothing happened in between; days and months follow the centre's calendar and are not filled. */
export function filled(rows: readonly Row[], step: Step): Slot[] {
  const known = rows.filter((it) => it.from !== null).toSorted((a, b) => a.from!.localeCompare(b.from!));
  const length = lengths[step];
  if (!length || known.length < 2) return known.map((it) => ({ from: it.from!, to: it.to!, row: it }));

  const slots: Slot[] = [];
  for (const row of known) {
    const last = slots.at(-1);
    const gap = last ? (Date.parse(row.from!) - Date.parse(last.to)) / length : 0;
    if (last && gap <= most)
      for (let it = 0; it < gap; it++) slots.push(empty(Date.parse(last.to) + it * length, length));
    slots.push({ from: row.from!, to: row.to!, row });
  }
  return slots;
}

/** A longer silence (a night) is a gap in the axis, not a row of empty bars. */
const most = 12;

function empty(from: number, length: number): Slot {
  return { from: new Date(from).toISOString(), to: new Date(from + length).toISOString(), row: null };
}
