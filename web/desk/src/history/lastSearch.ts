import { keepIn, readKept } from "../agent/kept";
import { type HistorySearch, query } from "./search";

const name = "isberg.history";

/** What was looked for last in this window: the way back from a story leads there. */
export function lastSearch(): HistorySearch {
  return readKept<HistorySearch>(sessionStorage, name, {});
}

export function keepSearch(search: HistorySearch) {
  keepIn(sessionStorage, name, query(search, true), {});
}
