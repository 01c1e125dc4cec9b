import { sum } from '../format';
import type { Order, Price, Side, Symbol } from '../wire';

/** Own orders in a book at one price. */
export interface Resting {
  readonly side: Side;
  readonly px: Price;
  /** What of them still works. */
  readonly qty: string;
  readonly orders: readonly Order[];
}

/** Working limit orders of one symbol by side and price. An order is in the book once it is LIVE; a WAITING one is not there yet. */
export function restingOrders(orders: readonly Order[], symbol: Symbol): readonly Resting[] {
  const prices: Record<Side, Map<Price, Order[]>> = { BUY: new Map(), SELL: new Map() };
  for (const order of orders) {
    if (order.symbol === symbol && order.word === 'LIVE' && order.px !== undefined) {
      const there = prices[order.side].get(order.px);
      if (there === undefined) {
        prices[order.side].set(order.px, [order]);
      } else {
        there.push(order);
      }
    }
  }
  return [...byPrice('BUY', prices.BUY), ...byPrice('SELL', prices.SELL)].filter((it) => it.qty !== '0');
}

function byPrice(side: Side, prices: ReadonlyMap<Price, readonly Order[]>): readonly Resting[] {
  return [...prices].map(([px, orders]) => ({ side, px, orders, qty: sum(orders.map((it) => it.leavesQty)) }));
}
