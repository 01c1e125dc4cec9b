import { cmp, fmtDec, isDecimal, mul, sign } from '../format';
import type { Instrument, TapeItem } from '../wire';

/** Per symbol: from which quantity a trade is bold, and from which it is shown at all. Decimal text. */
export interface TapeLimits {
  readonly bold?: string;
  readonly show?: string;
}
export type TapePrefs = Readonly<Record<string, TapeLimits>>;

/** A hundredth of the largest order an instrument takes: 1 BTC, 20 ETH, 200 AAPL. */
export function boldFrom(limits: TapeLimits | undefined, instrument: Instrument | undefined): string | null {
  if (limits?.bold !== undefined && isDecimal(limits.bold)) {
    return limits.bold;
  }
  return instrument === undefined ? null : mul(instrument.maxQty, '0.01');
}

/** Null shows every trade. */
export function showFrom(limits: TapeLimits | undefined): string | null {
  return limits?.show !== undefined && isDecimal(limits.show) && sign(limits.show) > 0 ? limits.show : null;
}

export function isLarge(trade: TapeItem, bold: string | null): boolean {
  return bold !== null && cmp(trade.qty, bold) >= 0;
}

/** Newest first, at most `most`, without those smaller than `least`. */
export function newestFirst(items: readonly TapeItem[], least: string | null, most: number): readonly TapeItem[] {
  const shown: TapeItem[] = [];
  for (let i = items.length - 1; i >= 0 && shown.length < most; i--) {
    const item = items[i];
    if (item !== undefined && (least === null || cmp(item.qty, least) >= 0)) {
      shown.push(item);
    }
  }
  return shown;
}

/** How many came after the one with this id; all of them when it is no longer held. */
export function cameSince(items: readonly TapeItem[], lastId: string | undefined, least: string | null): number {
  let count = 0;
  for (let i = items.length - 1; i >= 0; i--) {
    const item = items[i];
    if (item === undefined || item.id === lastId) {
      return count;
    }
    count += least === null || cmp(item.qty, least) >= 0 ? 1 : 0;
  }
  return count;
}

/** What the header says: `≥ 1 BTC bold`, with the filter before it when there is one. */
export function limitsText(bold: string | null, show: string | null, base: string): string {
  const words = [];
  if (show !== null) {
    words.push(`from ${fmtDec(show, 8, { trim: true })}`);
  }
  if (bold !== null) {
    words.push(`≥ ${fmtDec(bold, 8, { trim: true })} ${base} bold`);
  }
  return words.join(' · ') || 'all trades';
}

/** What was typed as a limit: canonical text, undefined for an empty field, null when it is not a positive decimal. */
export function parseLimit(text: string): string | undefined | null {
  const plain = text.replaceAll(',', '').trim();
  if (plain === '') {
    return undefined;
  }
  return isDecimal(plain) && sign(plain) > 0 ? plain : null;
}
