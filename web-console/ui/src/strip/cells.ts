import { fmtDec, fmtPct, fmtPx, fmtQty, sign } from '../format';
import type { Instrument, TickDir, Top } from '../wire';

/** One figure of the strip; `chars` is the width kept for it, so that a changing number moves nothing. */
export interface Cell {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly tone: '' | 'up' | 'down';
  readonly chars: number;
  readonly title: string;
}

const ARROWS = { UP: '▲', DOWN: '▼', FLAT: '' } as const;

export function arrow(dir: TickDir): string {
  return ARROWS[dir];
}

export function tone(dir: TickDir): Cell['tone'] {
  return dir === 'UP' ? 'up' : dir === 'DOWN' ? 'down' : '';
}

/** A trade at the price before keeps the direction of the last move, as on every ticker; FLAT only until the first move. */
export function tickDirection(before: TickDir, now: TickDir | undefined): TickDir {
  return now === undefined || now === 'FLAT' ? before : now;
}

function directionOf(value: string | undefined): TickDir {
  const s = value === undefined ? 0 : sign(value);
  return s > 0 ? 'UP' : s < 0 ? 'DOWN' : 'FLAT';
}

/**
 * The figures right of the last price. Widths come from the instrument's own digits: a price is as wide as the day's high,
 * a change and a spread have room for three digits before the point.
 */
export function stripCells(top: Top | undefined, instrument: Instrument | undefined): readonly Cell[] {
  const px = (value: Top['bid']) => fmtPx(instrument, value);
  const decimals = instrument?.pxDecimals ?? 2;
  const wide = Math.max(px(top?.high ?? top?.last).length, decimals + 4);
  const change = directionOf(top?.change);
  const cell = (id: string, label: string, text: string, chars: number, title: string, of: Cell['tone'] = ''): Cell => ({
    id, label, text, chars, title, tone: of,
  });
  return [
    cell('change', '24h change', changeText(top, decimals, change), decimals + 15, 'Last against the price 24 hours ago', tone(change)),
    cell('bid', 'Bid', px(top?.bid), wide, 'Best price a buyer pays', 'up'),
    cell('ask', 'Ask', px(top?.ask), wide, 'Best price a seller takes', 'down'),
    cell('spread', 'Spread', spreadText(top, decimals), decimals + 12, 'Ask less bid; in hundredths of a percent of mid'),
    cell('high', 'High', px(top?.high), wide, 'Highest trade of 24 hours'),
    cell('low', 'Low', px(top?.low), wide, 'Lowest trade of 24 hours'),
    cell('volume', `Volume ${instrument?.base ?? ''}`, volumeText(top, instrument), 9, fmtQty(instrument, top?.volume)),
    cell('vwap', 'VWAP', px(top?.vwap), wide, 'Volume-weighted average price of 24 hours'),
  ];
}

function changeText(top: Top | undefined, decimals: number, dir: TickDir): string {
  if (top?.change === undefined) {
    return '–';
  }
  const amount = fmtDec(top.change, decimals, { sign: true });
  return `${arrow(dir)} ${amount}${top.changePct === undefined ? '' : ` ${fmtPct(top.changePct)}`}`;
}

function spreadText(top: Top | undefined, decimals: number): string {
  if (top?.spread === undefined) {
    return '–';
  }
  return `${fmtDec(top.spread, decimals)}${top.spreadBp === undefined ? '' : ` · ${fmtDec(top.spreadBp, 2)} bp`}`;
}

/** Two decimals are enough to read a day's volume; the exact figure is in the tooltip. */
function volumeText(top: Top | undefined, instrument: Instrument | undefined): string {
  return fmtDec(top?.volume, Math.min(2, instrument?.qtyDecimals ?? 2));
}
