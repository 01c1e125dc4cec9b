import { describe, expect, it } from 'vitest';
import instruments from '../../../protocol/samples/instruments.json';
import samples from '../../../protocol/samples/top.json';
import type { Instrument, Top } from '../wire';
import { stripCells, tickDirection } from './cells';

const instrument = (symbol: string) => instruments.snap.items.find((it) => it.symbol === symbol) as unknown as Instrument;
const top = (symbol: string) => samples.snap.items.find((it) => it.symbol === symbol) as unknown as Top;
const texts = (symbol: string) => stripCells(top(symbol), instrument(symbol)).map((cell) => `${cell.label}: ${cell.text}`);

describe('the figures of the strip', () => {
  it('show the market with the instrument’s decimals, thousands grouped, direction as arrow and sign', () => {
    expect(texts('BTC-USD')).toEqual([
      '24h change: ▲ +418.25 +0.84%',
      'Bid: 50,012.50',
      'Ask: 50,013.50',
      'Spread: 1.00 · 0.20 bp',
      'High: 50,388.50',
      'Low: 49,411.00',
      'Volume BTC: 2,078.60',
      'VWAP: 49,961.40',
    ]);
  });

  it('show a fall with ▼ and a true minus', () => {
    expect(texts('ETH-USD')[0]).toBe('24h change: ▼ −12.40 −0.49%');
  });

  it('show a volume in whole units where there are only those', () => {
    expect(texts('AAPL-USD')).toContain('Volume AAPL: 812,340');
  });

  it('show a dash for everything while the feed is awaited', () => {
    expect(new Set(stripCells(top('EUR-USD'), instrument('EUR-USD')).map((cell) => cell.text))).toEqual(new Set(['–']));
  });

  it('keep their width while values of the same market change', () => {
    const widths = (change: Partial<Top>) => stripCells({ ...top('BTC-USD'), ...change }, instrument('BTC-USD')).map((cell) => cell.chars);
    expect(widths({ spread: '12.5' as Top['spread'], bid: '9999' as Top['bid'], change: '-7' as Top['change'] })).toEqual(widths({}));
  });

  it('have room for what they show', () => {
    for (const cell of stripCells(top('BTC-USD'), instrument('BTC-USD'))) {
      expect(cell.text.length, cell.label).toBeLessThanOrEqual(cell.chars);
    }
  });
});

describe('the direction of the last price', () => {
  it.each([
    // before, trade,      shown
    ['FLAT', 'UP', 'UP'],
    ['UP', 'FLAT', 'UP'],
    ['UP', 'DOWN', 'DOWN'],
    ['DOWN', undefined, 'DOWN'],
    ['FLAT', 'FLAT', 'FLAT'],
  ] as const)('after %s a trade %s shows %s', (before, now, shown) => {
    expect(tickDirection(before, now)).toBe(shown);
  });
});
