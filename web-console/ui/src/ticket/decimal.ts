import { canonical, cmp, isDecimal, roundTo, sign, sub } from '../format';

/**
 * What the ticket and the blotter need beside `format/decimal`: reading what a person typed, comparing what may be absent, dividing.
 * Eight decimals are the scale of every price, quantity and amount of ATLAS.
 */
const SCALE = 8;
const SMALLEST = '0.00000001';

/** Canonical text of what a person typed; null for text that is no decimal or is finer than eight places. Separators are taken. */
export function readDecimal(typed: string): string | null {
  const plain = typed.replaceAll(',', '').replace('−', '-').trim();
  if (!isDecimal(plain)) {
    return null;
  }
  const text = canonical(plain);
  return cmp(roundTo(text, SMALLEST, 'down'), text) === 0 ? text : null;
}

/** -1, 0 or 1; what is absent or no decimal sorts first. */
export function compareDecimals(left: string | undefined, right: string | undefined): number {
  const a = left !== undefined && isDecimal(left);
  const b = right !== undefined && isDecimal(right);
  return a && b ? cmp(left, right) : Number(a) - Number(b);
}

export function sameDecimal(left: string | undefined, right: string | undefined): boolean {
  return left === right || (left !== undefined && right !== undefined && isDecimal(left) && isDecimal(right) && cmp(left, right) === 0);
}

/** The quotient of two decimals cut to eight places; the divisor must be above zero. */
export function divideDown(dividend: string, divisor: string): string {
  const quotient = (scaled(dividend) * 10n ** BigInt(SCALE)) / scaled(divisor);
  const digits = quotient.toString().padStart(SCALE + 1, '0');
  return canonical(`${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`);
}

/** Part of whole in percent, within 0 and 100, for the length of a bar. */
export function percentOf(part: string, whole: string): number {
  if (!isDecimal(part) || !isDecimal(whole) || sign(whole) <= 0 || sign(part) <= 0) {
    return 0;
  }
  return sign(sub(part, whole)) >= 0 ? 100 : Number(divideDown(part, whole)) * 100;
}

function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, '0'));
}
