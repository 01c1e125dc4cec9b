import type { Instrument } from '../wire/types';
import { isDecimal, roundTo } from './decimal';

/** Stands where there is no value. */
export const ABSENT = '–';
const MINUS = '\u2212';

export interface DecimalLook {
  /** A plus sign in front of what is above zero. */
  readonly sign?: boolean;
  /** No zeros at the end. */
  readonly trim?: boolean;
}

/**
 * Decimal text for the eye: fixed decimals (more are rounded, halves away from zero), thousands grouped, a true minus. Never
 * passes through a floating-point number.
 */
export function fmtDec(text: string | undefined, decimals: number, look: DecimalLook = {}): string {
  if (text === undefined || !isDecimal(text)) {
    return ABSENT;
  }
  const rounded = roundTo(text, decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`, 'near');
  const negative = rounded.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? rounded.slice(1) : rounded).split('.');
  const shown = look.trim === true ? fraction : fraction.padEnd(decimals, '0');
  const sign = negative ? MINUS : look.sign === true && rounded !== '0' ? '+' : '';
  return `${sign}${group(whole)}${shown === '' ? '' : `.${shown}`}`;
}

export function fmtPx(instrument: Instrument | undefined, px: string | undefined, look?: DecimalLook): string {
  return fmtDec(px, instrument?.pxDecimals ?? 2, look);
}

export function fmtQty(instrument: Instrument | undefined, qty: string | undefined, look?: DecimalLook): string {
  return fmtDec(qty, instrument?.qtyDecimals ?? 5, look);
}

/** An amount of the instrument's quote asset, or with the decimals given. */
export function fmtAmount(of: Instrument | number | undefined, amount: string | undefined, look?: DecimalLook): string {
  return fmtDec(amount, typeof of === 'number' ? of : (of?.quoteDecimals ?? 2), look);
}

/** `0.84` → `+0.84%`. */
export function fmtPct(text: string | undefined, decimals = 2, sign = true): string {
  const shown = fmtDec(text, decimals, { sign });
  return shown === ABSENT ? shown : `${shown}%`;
}

export function fmtInt(value: number | string | undefined): string {
  return value === undefined ? ABSENT : fmtDec(typeof value === 'number' ? Math.round(value).toFixed(0) : value, 0);
}

/** Milliseconds as the status strip shows them: two decimals below 10, one below 100. */
export function fmtMs(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) {
    return ABSENT;
  }
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** Time of day in UTC from epoch nanoseconds. */
export function fmtTime(ns: string | undefined, unit: 's' | 'ms' | 'us' = 'ms'): string {
  const iso = isoOf(ns);
  return iso === undefined ? ABSENT : iso.slice(11, 19 + { s: 0, ms: 4, us: 7 }[unit]);
}

/** The whole instant, for titles: `2026-11-22T15:09:01.851204000Z`. */
export function fmtIso(ns: string | undefined): string {
  return isoOf(ns) ?? ABSENT;
}

export function nsToMs(ns: string): number {
  return Number(BigInt(ns) / 1_000_000n);
}

/** An age for the eye: `0.4 s`, `12 s`, `3 min`. */
export function fmtAge(ms: number): string {
  if (ms < 10_000) {
    return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  }
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}

/** A sentence of somebody else with its large numbers grouped; digits are not touched, nor tags, ids and times. */
export function groupNumbers(text: string): string {
  return text.replace(/(?<![\w.:=-])\d{4,}(?![\w:-])/g, group);
}

function isoOf(ns: string | undefined): string | undefined {
  if (ns === undefined || !/^\d+$/.test(ns)) {
    return undefined;
  }
  const value = BigInt(ns);
  const seconds = new Date(Number(value / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${(value % 1_000_000_000n).toString().padStart(9, '0')}Z`;
}

function group(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}
