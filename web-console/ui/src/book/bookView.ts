import { fmtDec, fmtPx, fmtQty, toNumber } from '../format';
import type { BookData, BookRow, Instrument, Order, Price, Qty } from '../wire';
import { beyond, type OwnLevels, type OwnOrders } from './ownOrders';

export const ROWS = 15;

/** One row as it is drawn: plain values only, so that an unchanged row compares equal and is not drawn again. */
export interface RowView {
  readonly px: string;
  readonly size: string;
  readonly total: string;
  /** Length of the bar, 0 to 1. */
  readonly share: number;
  readonly synthetic: boolean;
  /** Own working quantity at this level; empty without. */
  readonly mine: string;
}

/** What a click on a row hands to the ticket, and its menu to the server. */
export interface RowFacts {
  readonly px: Price;
  readonly size: Qty;
  readonly total: Qty;
  readonly orders: readonly Order[];
}

export interface SideView {
  /** Best first. */
  readonly rows: readonly RowView[];
  readonly facts: readonly RowFacts[];
}

export interface BookView {
  readonly bids: SideView;
  readonly asks: SideView;
  /** Own orders at levels that are not shown. */
  readonly ownBeyond: number;
}

/** The book with this account's orders in it. Both sides share one scale: the longer bar is the deeper side. */
export function bookView(book: BookData, own: OwnOrders, instrument: Instrument | undefined): BookView {
  const bids = book.bids.slice(0, ROWS);
  const asks = book.asks.slice(0, ROWS);
  const full = deepest(bids, asks);
  return {
    bids: sideView(bids, own.bids, instrument, full),
    asks: sideView(asks, own.asks, instrument, full),
    ownBeyond: beyond(own.bids, bids) + beyond(own.asks, asks),
  };
}

function sideView(rows: readonly BookRow[], own: OwnLevels, instrument: Instrument | undefined, full: number): SideView {
  return {
    rows: rows.map(([px, size, total, flag]) => {
      const level = own.get(px);
      return {
        px: fmtPx(instrument, px),
        size: fmtQty(instrument, size),
        total: fmtQty(instrument, total),
        share: barShare(total, full),
        synthetic: flag === 'S',
        mine: level === undefined ? '' : fmtDec(level.qty, 8, { trim: true }),
      };
    }),
    facts: rows.map(([px, size, total]) => ({ px, size, total, orders: own.get(px)?.orders ?? [] })),
  };
}

function deepest(bids: readonly BookRow[], asks: readonly BookRow[]): number {
  return Math.max(toNumber(bids.at(-1)?.[2] ?? '0'), toNumber(asks.at(-1)?.[2] ?? '0'));
}

/** In thousandths: finer steps than a pixel would only redraw bars that look the same. */
export function barShare(total: string, full: number): number {
  return full > 0 ? Math.round((toNumber(total) / full) * 1000) / 1000 : 0;
}

/** Bid percent as a whole number between 0 and 100; null while the book is empty. */
export function bidPercent(imbalance: number | string | undefined): number | null {
  const value = Number(imbalance);
  return imbalance === undefined || !Number.isFinite(value) ? null : Math.min(100, Math.max(0, Math.round(value)));
}
