import { describe, expect, it } from 'vitest';
import samples from '../../../protocol/samples/bars.json';
import type { Bar, Fill, Order, Side, Symbol } from '../wire';
import { barAt, chartBars, chartChange, seconds } from './bars';
import { arrows, fillMarks, MOST_LINES, nearRange, orderLines } from './marks';

const bars = samples.snap.items as unknown as readonly Bar[];
const BTC = 'BTC-USD' as Symbol;
const bar = (t: string, c = '1'): Bar => ({ t, o: '1', h: '1', l: '1', c, v: '1' }) as unknown as Bar;

describe('bars for the chart', () => {
  it('have their start in seconds and numbers for drawing', () => {
    expect(chartBars(bars)[2]).toEqual({
      time: 1795356540, open: 50012, high: 50031.7, low: 50008, close: 50013.5, volume: 20.34, source: bars[2],
    });
  });

  it('keep microseconds, and two trades at the same instant apart', () => {
    expect(seconds('1795356540123456789')).toBe(1795356540.123456);
    const times = chartBars([bar('1795356540123456000'), bar('1795356540123456000'), bar('1795356540123456000')]).map((it) => it.time);
    expect(new Set(times).size).toBe(3);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('are found under the pointer, else the newest', () => {
    const drawn = chartBars(bars);
    expect(barAt(drawn, 1795356480)?.source).toBe(bars[1]);
    expect(barAt(drawn, null)?.source).toBe(bars[2]);
    expect(barAt([], null)).toBeUndefined();
  });
});

describe('a chart that holds bars is told', () => {
  const [a, b, c, d] = [bar('1000000000000000001'), bar('1000000000000000002'), bar('1000000000000000003'), bar('1000000000000000004')] as const;
  const c2 = bar(c.t, '2');
  it.each([
    // what happened,                  before,    now,        change
    ['first bars', [], [a, b], { kind: 'set' }],
    ['nothing new', [a, b], [a, b], { kind: 'none' }],
    ['the open bar changed', [a, b, c], [a, b, c2], { kind: 'update', from: 2 }],
    ['a new bar', [a, b], [a, b, c], { kind: 'update', from: 2 }],
    ['changed and a new one', [a, b, c], [a, b, c2, d], { kind: 'update', from: 2 }],
    ['the oldest fell off', [a, b, c], [b, c, d], { kind: 'update', from: 2 }],
    ['an old bar changed', [a, c, d], [a, c2, d], { kind: 'set' }],
    ['another symbol', [a, b], [c, d], { kind: 'set' }],
    ['the newest is gone', [a, b, c], [a, b], { kind: 'set' }],
    ['all is gone', [a], [], { kind: 'set' }],
  ] as const)('%s', (_, before, now, change) => {
    expect(chartChange(before, now)).toEqual(change);
  });
});

describe('own marks on the chart', () => {
  const order = (side: string, px: string | undefined, leavesQty: string, word = 'LIVE', symbol = 'BTC-USD') =>
    ({ side, px, leavesQty, word, symbol }) as unknown as Order;

  it('are one line per side and price with what still works', () => {
    const lines = orderLines(
      [order('BUY', '50008', '2.4'), order('BUY', '50008', '0.6'), order('SELL', '50061.5', '0.75'), order('BUY', '1', '1', 'FILLED'), order('BUY', undefined, '1'), order('BUY', '2500', '1', 'LIVE', 'ETH-USD')],
      BTC,
      50010,
    );
    expect(lines).toEqual([
      { id: 'BUY 50008', price: 50008, title: 'BUY 3' },
      { id: 'SELL 50061.5', price: 50061.5, title: 'SELL 0.75' },
    ]);
  });

  it('are the nearest ones when there are too many', () => {
    const many = Array.from({ length: 100 }, (_, i) => order('BUY', String(50000 - i), '1'));
    const lines = orderLines(many, BTC, 50010);
    expect(lines).toHaveLength(MOST_LINES);
    expect(lines.at(-1)?.price).toBe(50000 - MOST_LINES + 1);
  });

  it('put fills on the bar open at their time, summed by side; older and foreign ones are left out', () => {
    const fill = (time: string, side: string, qty: string, symbol = 'BTC-USD') => ({ time, side, qty, symbol }) as unknown as Fill;
    const drawn = chartBars(bars);
    expect(
      fillMarks(
        [
          fill('1795356400000000000', 'BUY', '9'),
          fill('1795356555131000000', 'BUY', '1.6'),
          fill('1795356559000000000', 'BUY', '0.25'),
          fill('1795356500000000000', 'SELL', '1'),
          fill('1795356500000000000', 'SELL', '1', 'ETH-USD'),
        ],
        BTC,
        drawn,
      ),
    ).toEqual([
      { index: 1, time: 1795356480, side: 'SELL', qty: '1' },
      { index: 2, time: 1795356540, side: 'BUY', qty: '1.85' },
    ]);
  });

  it.each([
    // fills as bar, side, quantity;                                     arrows as bar and text, when a text is 8 bars wide
    ['one', '3 BUY 1', '3 B 1'],
    ['those far enough apart', '3 BUY 1, 11 BUY 2', '3 B 1, 11 B 2'],
    ['those too near', '3 BUY 1, 10 BUY 2.5', '3 , 10 B 3.5'],
    ['a chain of them, measured from its newest', '0 BUY 1, 6 BUY 2, 12 BUY 4', '0 B 1, 6 , 12 B 6'],
    ['buys below and sells above the bars', '3 BUY 1, 4 SELL 2, 5 BUY 1', '3 , 4 S 2, 5 B 2'],
  ])('say the quantity of %s where there is room', (_, given, wanted) => {
    const marks = given.split(', ').map((it) => {
      const [index = '', side, qty = ''] = it.split(' ');
      return { index: Number(index), time: Number(index), side: side as Side, qty };
    });
    expect(arrows(marks, 8).map((it) => `${it.time} ${it.text}`).join(', ')).toBe(wanted);
  });

  it('stretch the price scale to the orders near the market, and to no others', () => {
    const lines = (...prices: number[]) => prices.map((price) => ({ id: String(price), price, title: '' }));
    expect(nearRange(lines(49_751, 50_100, 50_249, 50_251, 1), 50_000)).toEqual({ low: 49_751, high: 50_249 });
    expect(nearRange(lines(40_000), 50_000)).toBeNull();
    expect(nearRange([], 50_000)).toBeNull();
  });
});
