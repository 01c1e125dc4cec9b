import { add, cmp, fmtDec, toNumber } from '../format';
import type { Fill, Order, Side, Symbol } from '../wire';
import { seconds, type ChartBar } from './bars';

/** Own working orders at one price, as one dashed line. */
export interface OrderLine {
  readonly id: string;
  readonly price: number;
  readonly title: string;
}

/** More lines than this hide the price they are about; the nearest to the last price stay. */
export const MOST_LINES = 30;

/** One line per side and price, quantities summed. `last` is the price nearness is measured from. */
export function orderLines(orders: readonly Order[], symbol: Symbol, last: number): readonly OrderLine[] {
  const byPrice = new Map<string, { side: Side; px: string; qty: string }>();
  for (const order of orders) {
    if (order.symbol === symbol && order.word === 'LIVE' && order.px !== undefined && cmp(order.leavesQty, '0') > 0) {
      const id = `${order.side} ${order.px}`;
      const there = byPrice.get(id);
      byPrice.set(id, { side: order.side, px: order.px, qty: there ? add(there.qty, order.leavesQty) : order.leavesQty });
    }
  }
  return [...byPrice.entries()]
    .map(([id, line]) => ({ id, price: toNumber(line.px), title: `${line.side} ${fmtDec(line.qty, 8, { trim: true })}` }))
    .toSorted((a, b) => Math.abs(a.price - last) - Math.abs(b.price - last))
    .slice(0, MOST_LINES);
}

/** Own fills of one side within one bar, as one arrow. */
export interface FillMark {
  readonly time: number;
  readonly side: Side;
  readonly text: string;
}

/** Fills land on the bar that was open at their time; older ones than the first bar are left out. Ascending by time. */
export function fillMarks(fills: readonly Fill[], symbol: Symbol, bars: readonly ChartBar[]): readonly FillMark[] {
  const first = bars[0];
  const marks = new Map<string, { time: number; side: Side; qty: string }>();
  for (const fill of fills) {
    const at = seconds(fill.time);
    if (fill.symbol !== symbol || first === undefined || at < first.time) {
      continue;
    }
    const time = openAt(bars, at);
    const id = `${time} ${fill.side}`;
    const there = marks.get(id);
    marks.set(id, { time, side: fill.side, qty: there ? add(there.qty, fill.qty) : fill.qty });
  }
  return [...marks.values()]
    .toSorted((a, b) => a.time - b.time)
    .map(({ time, side, qty }) => ({ time, side, text: `${side === 'BUY' ? 'B' : 'S'} ${fmtDec(qty, 8, { trim: true })}` }));
}

/** Start of the bar open at that time; bars are ascending and the first is not later. */
function openAt(bars: readonly ChartBar[], at: number): number {
  let low = 0;
  let high = bars.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((bars[middle]?.time ?? Infinity) <= at) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return bars[low]?.time ?? at;
}
