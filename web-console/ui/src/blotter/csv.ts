import type { Fill, Order } from '../wire/types';

/** One column of an export: its name and the exact text of the value. */
export type CsvColumn<T> = readonly [name: string, value: (item: T) => string | undefined];

export const ORDER_COLUMNS: readonly CsvColumn<Order>[] = [
  ['time', (o) => utcNanos(o.time)],
  ['updated', (o) => utcNanos(o.updated)],
  ['key', (o) => o.key],
  ['clOrdId', (o) => o.clOrdId],
  ['orderId', (o) => o.orderId],
  ['account', (o) => o.account],
  ['symbol', (o) => o.symbol],
  ['side', (o) => o.side],
  ['ordType', (o) => o.ordType],
  ['tif', (o) => o.tif],
  ['qty', (o) => o.qty],
  ['px', (o) => o.px],
  ['cumQty', (o) => o.cumQty],
  ['leavesQty', (o) => o.leavesQty],
  ['avgPx', (o) => o.avgPx],
  ['word', (o) => o.word],
  ['pending', (o) => o.pending],
  ['reason', (o) => o.reason],
  ['text', (o) => o.text],
  ['source', (o) => o.source],
];

export const FILL_COLUMNS: readonly CsvColumn<Fill>[] = [
  ['time', (f) => utcNanos(f.time)],
  ['execId', (f) => f.execId],
  ['tradeId', (f) => f.tradeId],
  ['orderId', (f) => f.orderId],
  ['clOrdId', (f) => f.clOrdId],
  ['symbol', (f) => f.symbol],
  ['side', (f) => f.side],
  ['qty', (f) => f.qty],
  ['px', (f) => f.px],
  ['amount', (f) => f.amount],
  ['aggressor', (f) => String(f.aggressor)],
];

/** RFC 4180: CRLF, quotes where needed. Decimals go out as they came in, to the last digit. */
export function csvText<T>(columns: readonly CsvColumn<T>[], items: readonly T[]): string {
  const lines = [columns.map(([name]) => name), ...items.map((item) => columns.map(([, value]) => cell(value(item) ?? '')))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

/** `2026-11-22T15:09:44.619000001Z`: all nine digits, which a Date does not have. */
export function utcNanos(nanos: string): string {
  const units = BigInt(nanos);
  const seconds = new Date(Number(units / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${(units % 1_000_000_000n).toString().padStart(9, '0')}Z`;
}

/** A leading = + - @ makes a spreadsheet run the cell: such words are quoted apart, plain numbers are left alone. */
function cell(value: string): string {
  const safe = /^[=+@\t]|^-(?![\d.])/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
