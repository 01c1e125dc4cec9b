import { toNumber } from '../format';
import type { BookRow, Side } from '../wire';

/** One step of a cumulative curve in the drawing's own units: x and y from 0 to 1, y upwards. */
export interface DepthStep {
  readonly x: number;
  readonly y: number;
  readonly synthetic: boolean;
  readonly row: BookRow;
}

export interface DepthCurves {
  /** Best first on both sides. */
  readonly bids: readonly DepthStep[];
  readonly asks: readonly DepthStep[];
}

/** Both sides around the middle, on one price and one quantity scale. Null while a side is missing: there is no middle then. */
export function depthCurves(bids: readonly BookRow[], asks: readonly BookRow[]): DepthCurves | null {
  const bestBid = bids[0];
  const bestAsk = asks[0];
  if (bestBid === undefined || bestAsk === undefined) {
    return null;
  }
  const middle = (toNumber(bestBid[0]) + toNumber(bestAsk[0])) / 2;
  const far = (row: BookRow | undefined) => Math.abs(toNumber((row ?? bestBid)[0]) - middle);
  const reach = Math.max(far(bids.at(-1)), far(asks.at(-1))) * 1.02;
  const full = Math.max(...[...bids, ...asks].map((row) => toNumber(row[2]))) * 1.05;
  const step = (row: BookRow): DepthStep => ({
    x: 0.5 + (toNumber(row[0]) - middle) / (2 * reach),
    y: full > 0 ? toNumber(row[2]) / full : 0,
    synthetic: row[3] === 'S',
    row,
  });
  return { bids: bids.map(step), asks: asks.map(step) };
}

/**
 * Stairs outwards from the best price: flat until the next level, then up by its size. `d` of an SVG path, closed to the ground
 * when `area`. It runs on to the edge of the drawing, or only to `end`.
 */
export function stairs(steps: readonly DepthStep[], width: number, height: number, area: boolean, end?: number): string {
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined) {
    return '';
  }
  const x = (step: DepthStep) => round(step.x * width);
  const y = (step: DepthStep) => round((1 - step.y) * height);
  const edge = round((end ?? (last.x < 0.5 ? 0 : 1)) * width);
  const path = steps.map((step, i) => `${i === 0 ? `M${x(step)} ${height}` : `H${x(step)}`}V${y(step)}`).join('');
  return `${path}H${edge}${area ? `V${height}Z` : ''}`;
}

/** The level under the pointer: the furthest one that a trade reaching this price would take. Null between the best prices. */
export function stepAt(curves: DepthCurves, x: number): { side: Side; step: DepthStep } | null {
  const side = x < 0.5 ? 'SELL' : 'BUY';
  const steps = side === 'SELL' ? curves.bids : curves.asks;
  const reached = steps.findLast((step) => (side === 'SELL' ? step.x >= x : step.x <= x));
  return reached === undefined ? null : { side, step: reached };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
