import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import instruments from '../../../protocol/samples/instruments.json';
import samples from '../../../protocol/samples/tiles.json';
import type { Instrument, Symbol, TilesData } from '../wire';
import { fakeWire } from '../wire/testing';
import { sparkPath, TILE_NAMES, tileView } from './tile';
import { TilesPanel } from './TilesPanel';

const btc = instruments.snap.items[0] as unknown as Instrument;
const tiles = samples.snap as unknown as TilesData;

describe('a tile', () => {
  it.each([
    // tile,       value,   unit,       word,       tone
    ['volatility', '38.4', '% ann', 'ELEVATED', 'warn'],
    ['spread', '1.00', '0.2 bp', 'TIGHT', 'live'],
    ['liquidity', '34.2', 'BTC', 'NORMAL', 'dim'],
    ['trend', '+12', 'net flow', 'BALANCED', 'dim'],
  ] as const)('%s shows %s %s, %s', (name, value, unit, word, tone) => {
    expect(tileView(name, tiles[name], btc)).toMatchObject({ value, unit, word, tone });
  });

  it('shows a dash and no word before there is a figure', () => {
    expect(tileView('trend', undefined, btc)).toMatchObject({ value: '–', unit: '', word: '', formula: '' });
  });

  it.each(TILE_NAMES)('%s shows a dash where there is no market to measure', (name) => {
    expect(tileView(name, { ...(tiles[name] as NonNullable<TilesData[typeof name]>), value: '' as never }, btc).value).toBe('–');
  });

  it('leaves decimals away where quantities are large or whole', () => {
    const value = (text: string, instrument: Instrument) =>
      tileView('liquidity', { ...(tiles.liquidity as NonNullable<TilesData['liquidity']>), value: text as never }, instrument).value;
    expect(value('2650000', { ...btc, qtyDecimals: 0 })).toBe('2,650,000');
    expect(value('1234.56', btc)).toBe('1,235');
  });
});

describe('the line of sixty seconds', () => {
  it.each([
    // values,       path in a box of 12 x 6
    [[], ''],
    [[5], 'M1 3L11 3'],
    [[5, 5], 'M1 3L11 3'],
    [[0, 10], 'M1 5L11 1'],
    [[10, 0, 5], 'M1 1L6 5L11 3'],
    [[Number.NaN, 0, 10], 'M1 5L11 1'],
  ])('through %j is "%s"', (values, path) => {
    expect(sparkPath(values, 12, 6)).toBe(path);
  });
});

it('the panel shows four tiles with their formulas, and what it is given under them', () => {
  const wire = fakeWire();
  render(<TilesPanel><button type="button">Mid</button></TilesPanel>);
  wire.snap('instruments', {}, instruments.snap);
  wire.snap('tiles', { symbol: 'BTC-USD' as Symbol }, samples.snap);
  const boxes = TILE_NAMES.map((name) => screen.getByTitle(tiles[name]?.formula ?? ''));
  expect(boxes.map((box) => box.getAttribute('aria-label'))).toEqual(['Volatility', 'Spread', 'Liquidity ±10 bp', 'Trend bias']);
  expect(screen.getByRole('button', { name: 'Mid' })).toBeTruthy();
});
