import { describe, expect, it } from 'vitest';
import samples from '../../../protocol/samples/book.json';
import type { BookRow } from '../wire';
import { depthCurves, stairs, stepAt } from './depth';

const bids = samples.snap.bids as unknown as readonly BookRow[];
const asks = samples.snap.asks as unknown as readonly BookRow[];

describe('the depth curves', () => {
  const curves = depthCurves(bids, asks);

  it('lie left and right of the middle, deeper is further out and higher', () => {
    const x = [...(curves?.bids ?? []).toReversed(), ...(curves?.asks ?? [])].map((step) => step.x);
    expect(x).toEqual(x.toSorted((a, b) => a - b));
    expect(curves?.bids.every((step) => step.x < 0.5 && step.y > 0 && step.y < 1)).toBe(true);
    expect(curves?.asks.map((step) => step.y)).toEqual(curves?.asks.map((step) => step.y).toSorted((a, b) => a - b));
  });

  it('know which steps are synthetic', () => {
    expect(curves?.asks.map((step) => step.synthetic)).toEqual([false, false, false, true, true]);
  });

  it('do not exist while a side is empty', () => {
    expect(depthCurves([], asks)).toBeNull();
    expect(depthCurves(bids, [])).toBeNull();
  });

  it.each([
    // pointer, level it reaches
    [0.0, 'SELL 50010.5'],
    [0.25, 'SELL 50012'],
    [0.499, null],
    [0.501, null],
    [0.71, 'BUY 50014'],
    [1.0, 'BUY 50015.5'],
  ])('under the pointer at %s is %s', (x, level) => {
    const at = curves && stepAt(curves, x);
    expect(at ? `${at.side} ${at.step.row[0]}` : null).toBe(level);
  });
});

describe('the stairs', () => {
  const step = (x: number, y: number) => ({ x, y, synthetic: false, row: bids[0] as BookRow });

  it.each([
    // steps,                            area,  end,       path in a box of 100 x 100
    [[step(0.4, 0.2), step(0.2, 0.5)], false, undefined, 'M40 100V80H20V50H0'],
    [[step(0.6, 0.2), step(0.8, 0.5)], false, undefined, 'M60 100V80H80V50H100'],
    [[step(0.6, 0.2), step(0.8, 0.5)], true, 0.9, 'M60 100V80H80V50H90V100Z'],
    [[], true, undefined, ''],
  ] as const)('case %#', (steps, area, end, path) => {
    expect(stairs(steps, 100, 100, area, end)).toBe(path);
  });
});
