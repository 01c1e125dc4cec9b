import { compareDecimals } from '../ticket/decimal';
import { compareNanos, newestFirst, type Row } from './merge';

export type SortColumn = 'time' | 'order' | 'symbol' | 'side' | 'qty' | 'limit' | 'filled' | 'avg' | 'status' | 'tif';
export interface Sort {
  readonly column: SortColumn;
  readonly down: boolean;
}
export const BY_TIME: Sort = { column: 'time', down: true };

type Compare = (left: Row, right: Row) => number;
const text = (read: (row: Row) => string): Compare => (l, r) => (read(l) < read(r) ? -1 : Number(read(l) > read(r)));
const decimal = (read: (row: Row) => string | undefined): Compare => (l, r) => compareDecimals(read(l), read(r));

const COMPARE: Record<SortColumn, Compare> = {
  time: (l, r) => compareNanos(l.order.time, r.order.time),
  order: text((row) => row.order.key),
  symbol: text((row) => row.order.symbol),
  side: text((row) => row.order.side),
  qty: decimal((row) => row.order.qty),
  limit: decimal((row) => row.order.px),
  filled: decimal((row) => row.order.cumQty),
  avg: decimal((row) => row.order.avgPx),
  status: text((row) => row.order.word),
  tif: text((row) => row.order.tif),
};

/** Rows in the wanted order; equal ones newest first. */
export function sorted(rows: readonly Row[], sort: Sort): readonly Row[] {
  const compare = COMPARE[sort.column];
  const turn = sort.down ? -1 : 1;
  return rows.toSorted((l, r) => turn * compare(l, r) || newestFirst(l, r));
}

/** What a press on a heading does: down, up, and back to time. */
export function nextSort(sort: Sort, column: SortColumn): Sort {
  if (sort.column !== column) {
    return { column, down: true };
  }
  return sort.down ? { column, down: false } : BY_TIME;
}
