import { restingOrders } from '../app/resting';
import { add, fmtDec, toNumber } from '../format';
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
  return restingOrders(orders, symbol)
    .map(({ side, px, qty }) => ({ id: `${side} ${px}`, price: toNumber(px), title: `${side} ${fmtDec(qty, 8, { trim: true })}` }))
    .toSorted((a, b) => Math.abs(a.price - last) - Math.abs(b.price - last))
    .slice(0, MOST_LINES);
}

/** How far from the last price an own order still belongs into the picture. */
const NEAR = 0.005;

/** The prices the scale has to reach so that lines near the market are seen; null if there are none. */
export function nearRange(lines: readonly OrderLine[], last: number): { readonly low: number; readonly high: number } | null {
  const near = lines.map((line) => line.price).filter((price) => Math.abs(price - last) <= last * NEAR);
  return near.length === 0 ? null : { low: Math.min(...near), high: Math.max(...near) };
}

/** Own fills of one side within one bar. */
export interface FillMark {
  /** Which bar. */
  readonly index: number;
  readonly time: number;
  readonly side: Side;
  readonly qty: string;
}

/** Fills land on the bar that was open at their time; older ones than the first bar are left out. Ascending by time. */
export function fillMarks(fills: readonly Fill[], symbol: Symbol, bars: readonly ChartBar[]): readonly FillMark[] {
  const first = bars[0];
  const marks = new Map<string, FillMark>();
  for (const fill of fills) {
    const at = seconds(fill.time);
    if (fill.symbol !== symbol || first === undefined || at < first.time) {
      continue;
    }
    const index = openAt(bars, at);
    const id = `${index} ${fill.side}`;
    const there = marks.get(id);
    marks.set(id, { index, time: bars[index]?.time ?? at, side: fill.side, qty: there ? add(there.qty, fill.qty) : fill.qty });
  }
  return [...marks.values()].toSorted((a, b) => a.index - b.index);
}

/** An arrow at a bar; its text is empty where a later one speaks for it. */
export interface Arrow {
  readonly time: number;
  readonly side: Side;
  readonly text: string;
}

/**
 * Every bar keeps its arrow; texts that would run into one another become one, at the newest of them, with the sum.
 *
 * @param apart bars that a text is wide
 */
export function arrows(marks: readonly FillMark[], apart: number): readonly Arrow[] {
  const shown: Arrow[] = [];
  const open = { BUY: undefined, SELL: undefined } as Record<Side, FillMark | undefined>;
  for (const mark of marks.toReversed()) {
    const later = open[mark.side];
    const joined = later !== undefined && later.index - mark.index < apart;
    const group = joined ? { ...later, qty: add(later.qty, mark.qty) } : mark;
    open[mark.side] = group;
    const text = `${mark.side === 'BUY' ? 'B' : 'S'} ${fmtDec(group.qty, 8, { trim: true })}`;
    if (joined) {
      const at = shown.findIndex((it) => it.time === group.time && it.side === mark.side);
      shown[at] = { time: group.time, side: mark.side, text };
    }
    shown.push({ time: mark.time, side: mark.side, text: joined ? '' : text });
  }
  return shown.toReversed();
}

/** Which bar was open at that time; bars are ascending and the first is not later. */
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
  return low;
}
