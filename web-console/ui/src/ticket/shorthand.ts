import { cmp, mul, roundTo, sign } from '../format';
import type { Side } from '../wire/types';
import { divideDown, readDecimal } from './decimal';

/** What a quantity field's text means: an amount, a share of what can be traded, or nothing yet. */
export type Shorthand =
  | { kind: 'amount'; text: string }
  | { kind: 'share'; percent: string }
  | { kind: 'empty' }
  | { kind: 'bad' };

const FACTORS: Record<string, string> = { k: '1000', m: '1000000' };

/** `2.5`, `1k`, `2.5m`, `25%`, `max`: canonical text out, nothing rounded. */
export function readShorthand(text: string): Shorthand {
  const typed = text.trim().toLowerCase();
  if (typed === '') {
    return { kind: 'empty' };
  }
  if (typed === 'max') {
    return { kind: 'share', percent: '100' };
  }
  const last = typed.slice(-1);
  const number = readDecimal(last === '%' || last in FACTORS ? typed.slice(0, -1) : typed);
  if (number === null || sign(number) < 0) {
    return { kind: 'bad' };
  }
  if (last === '%') {
    return sign(number) > 0 && cmp(number, '100') <= 0 ? { kind: 'share', percent: number } : { kind: 'bad' };
  }
  return { kind: 'amount', text: mul(number, FACTORS[last] ?? '1') };
}

export interface Capacity {
  side: Side;
  /** Quote asset free to spend, base asset free to deliver; absent while the balances are not known. */
  quoteAvailable?: string | undefined;
  baseAvailable?: string | undefined;
  /** The price the order would bind: its limit, or for a market order the far touch with the collar on top. */
  px?: string | undefined;
  lot: string;
  maxQty: string;
  maxNotional?: string | undefined;
}

/**
 * A share of what the account can buy at the price, or has to sell, cut down to whole lots; null when it cannot be told.
 * Borrowing is left out on purpose: a share of holdings must never turn into a short position by one press.
 */
export function shareQty(percent: string, capacity: Capacity): string | null {
  const most = capacity.side === 'BUY' ? worth(capacity.quoteAvailable, capacity.px) : (capacity.baseAvailable ?? null);
  if (most === null || sign(most) <= 0) {
    return null;
  }
  const wanted = divideDown(mul(most, percent), '100');
  const caps = [capacity.maxQty, worth(capacity.maxNotional, capacity.px)];
  const capped = caps.reduce<string>((low, cap) => (cap !== null && cmp(cap, low) < 0 ? cap : low), wanted);
  const whole = roundTo(capped, capacity.lot, 'down');
  return sign(whole) > 0 ? whole : null;
}

/** How much the amount buys at the price. */
function worth(amount: string | undefined, px: string | undefined): string | null {
  return amount === undefined || px === undefined || sign(px) <= 0 || sign(amount) <= 0 ? null : divideDown(amount, px);
}
