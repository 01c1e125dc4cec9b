import { cmp, fmtDec } from '../format';
import type { Instrument, Tile, TilesData } from '../wire';

export type TileName = keyof TilesData;

/** What one tile shows; everything already text, the tone a class of the theme. */
export interface TileView {
  readonly name: TileName;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly word: string;
  readonly tone: string;
  readonly spark: readonly number[];
  readonly formula: string;
}

const LABELS: Readonly<Record<TileName, string>> = {
  volatility: 'Volatility',
  spread: 'Spread',
  liquidity: 'Liquidity ±10 bp',
  trend: 'Trend bias',
};
export const TILE_NAMES: readonly TileName[] = ['volatility', 'spread', 'liquidity', 'trend'];

/** Good words in the colour of a live thing, worrying ones in yellow and red, sides in theirs. A word not known here stays plain. */
const TONES: Readonly<Record<string, string>> = {
  CALM: 'live', TIGHT: 'live', DEEP: 'live',
  ELEVATED: 'warn', WIDE: 'warn', THIN: 'warn', EXTREME: 'crit',
  BUYERS: 'buy', SELLERS: 'sell',
};

export function tileView(name: TileName, tile: Tile | undefined, instrument: Instrument | undefined): TileView {
  return {
    name,
    label: LABELS[name],
    value: valueText(name, tile, instrument),
    unit: unitText(name, tile),
    word: tile?.word ?? '',
    tone: TONES[tile?.word ?? ''] ?? 'dim',
    spark: tile?.spark ?? [],
    formula: tile?.formula ?? '',
  };
}

function valueText(name: TileName, tile: Tile | undefined, instrument: Instrument | undefined): string {
  // Without a market, such as while the feed stands still from its start, a figure is an empty text.
  if (tile === undefined || tile.value === '') {
    return '–';
  }
  switch (name) {
    case 'volatility':
      return fmtDec(tile.value, 1);
    case 'spread':
      return fmtDec(tile.value, instrument?.pxDecimals ?? 2);
    case 'liquidity':
      return fmtDec(tile.value, instrument?.qtyDecimals === 0 || cmp(tile.value, '1000') >= 0 ? 0 : 1);
    case 'trend':
      return fmtDec(tile.value, 0, { sign: true });
  }
}

/** The spread's unit is its price's, which the strip shows already: its tile has the basis points there. */
function unitText(name: TileName, tile: Tile | undefined): string {
  return tile === undefined ? '' : name === 'spread' ? (tile.extra ?? tile.unit) : tile.unit;
}

/**
 * A line through the values, left to right, in a box of the given size with a margin of one. A flat or single value draws in
 * the middle; nothing to draw is an empty path.
 */
export function sparkPath(values: readonly number[], width: number, height: number): string {
  const known = values.filter((v) => Number.isFinite(v));
  if (known.length === 0) {
    return '';
  }
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const step = known.length > 1 ? (width - 2) / (known.length - 1) : 0;
  const y = (v: number) => (range === 0 ? height / 2 : height - 1 - ((v - low) / range) * (height - 2));
  const points = known.map((v, i) => `${round(1 + i * step)} ${round(y(v))}`);
  return `M${points.length === 1 ? `1 ${round(height / 2)}L${width - 1} ${round(height / 2)}` : points.join('L')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
