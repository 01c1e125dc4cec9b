import { restingOrders } from '../app/resting';
import { add, roundTo } from '../format';
import type { BookRow, Order, Price, Side, Symbol } from '../wire';

/** What this account has at one level of one side: the quantity that still works, and whose it is. */
export interface OwnLevel {
  readonly qty: string;
  readonly orders: readonly Order[];
}
export type OwnLevels = ReadonlyMap<string, OwnLevel>;

export interface OwnOrders {
  readonly bids: OwnLevels;
  readonly asks: OwnLevels;
}

/** Where a price lands when levels are grouped: bids round down, asks up, so that a level never promises a better price than it has. */
export function levelOf(px: Price, side: Side, group: Price): string {
  return roundTo(px, group, side === 'BUY' ? 'down' : 'up');
}

/** Own working orders of one symbol, by level. */
export function ownOrders(orders: readonly Order[], symbol: Symbol, group: Price): OwnOrders {
  const bids = new Map<string, OwnLevel>();
  const asks = new Map<string, OwnLevel>();
  for (const { side, px, qty, orders: here } of restingOrders(orders, symbol)) {
    const levels = side === 'BUY' ? bids : asks;
    const level = levelOf(px, side, group);
    const there = levels.get(level);
    levels.set(level, there === undefined ? { qty, orders: here } : { qty: add(there.qty, qty), orders: there.orders.concat(here) });
  }
  return { bids, asks };
}

/** How many own orders rest further away than the rows shown reach. */
export function beyond(levels: OwnLevels, rows: readonly BookRow[]): number {
  const shown = new Set<string>(rows.map((row) => row[0]));
  let count = 0;
  for (const [px, level] of levels) {
    count += shown.has(px) ? 0 : level.orders.length;
  }
  return count;
}
