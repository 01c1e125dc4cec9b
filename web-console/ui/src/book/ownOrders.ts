import { add, cmp, roundTo } from '../format';
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

/** Working limit orders of one symbol, by level. An order is in the book once it is LIVE; a WAITING one is not there yet. */
export function ownOrders(orders: readonly Order[], symbol: Symbol, group: Price): OwnOrders {
  const bids = new Map<string, OwnLevel>();
  const asks = new Map<string, OwnLevel>();
  for (const order of orders) {
    if (order.symbol !== symbol || order.word !== 'LIVE' || order.px === undefined || cmp(order.leavesQty, '0') <= 0) {
      continue;
    }
    const side = order.side === 'BUY' ? bids : asks;
    const level = levelOf(order.px, order.side, group);
    const there = side.get(level);
    side.set(level, {
      qty: there ? add(there.qty, order.leavesQty) : order.leavesQty,
      orders: there ? [...there.orders, order] : [order],
    });
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
