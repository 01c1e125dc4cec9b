import type { Decimal } from '../wire/types';

/**
 * Exact arithmetic on decimal text: what the user sends or compares is never a floating-point number. Text in, canonical text
 * out (no exponent, no trailing zeros). A branded operand gives its brand to the result. Throws on text that is not a decimal: check input with `isDecimal` first.
 */
const DECIMAL = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;

interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

export function canonical<D extends Decimal>(text: D): D;
export function canonical(text: string): string;
export function canonical(text: string): string {
  return print(parse(text));
}

export function add<D extends Decimal>(a: D, b: string): D;
export function add(a: string, b: string): string;
export function add(a: string, b: string): string {
  const [x, y, scale] = align(a, b);
  return print({ units: x + y, scale });
}

/** Of thousands as cheap as of two: they are brought to one scale once. Nothing sums to 0. */
export function sum(values: readonly string[]): string {
  const scaled = values.map(parse);
  const scale = Math.max(0, ...new Set(scaled.map((it) => it.scale)));
  return print({ units: scaled.reduce((total, it) => total + (it.scale === scale ? it.units : it.units * 10n ** BigInt(scale - it.scale)), 0n), scale });
}

export function sub<D extends Decimal>(a: D, b: string): D;
export function sub(a: string, b: string): string;
export function sub(a: string, b: string): string {
  return add(a, neg(b));
}

export function mul(a: string, b: string): string {
  const x = parse(a);
  const y = parse(b);
  return print({ units: x.units * y.units, scale: x.scale + y.scale });
}

export function neg<D extends Decimal>(a: D): D;
export function neg(a: string): string;
export function neg(a: string): string {
  const { units, scale } = parse(a);
  return print({ units: -units, scale });
}

export function abs<D extends Decimal>(a: D): D;
export function abs(a: string): string;
export function abs(a: string): string {
  return sign(a) < 0 ? neg(a) : canonical(a);
}

/** −1, 0 or 1. */
export function sign(a: string): number {
  const { units } = parse(a);
  return units === 0n ? 0 : units < 0n ? -1 : 1;
}

/** Below zero if a is less than b; fit for `sort`. */
export function cmp(a: string, b: string): number {
  const [x, y] = align(a, b);
  return x === y ? 0 : x < y ? -1 : 1;
}

export function isMultiple(value: string, step: string): boolean {
  const [x, y] = align(value, step);
  return y !== 0n && x % y === 0n;
}

/** To a multiple of `step`: towards zero, away from it, or the nearer one (halves away from zero). */
export function roundTo<D extends Decimal>(value: D, step: string, how: 'down' | 'up' | 'near'): D;
export function roundTo(value: string, step: string, how: 'down' | 'up' | 'near'): string;
export function roundTo(value: string, step: string, how: 'down' | 'up' | 'near'): string {
  const [x, y, scale] = align(value, step);
  const rest = x % y;
  if (rest === 0n) {
    return print({ units: x, scale });
  }
  const away = how === 'up' || (how === 'near' && magnitude(rest) * 2n >= magnitude(y));
  const whole = x - rest;
  return print({ units: away ? whole + (x < 0n ? -y : y) : whole, scale });
}

/** One stepper press: n steps up or down; a value between two steps goes to the next one in that direction. Never below zero. */
export function stepBy<D extends Decimal>(value: D, step: string, n: number): D;
export function stepBy(value: string, step: string, n: number): string;
export function stepBy(value: string, step: string, n: number): string {
  const from = isMultiple(value, step) ? canonical(value) : roundTo(value, step, n < 0 ? 'up' : 'down');
  const moved = add(from, mul(step, String(n)));
  return sign(moved) < 0 ? '0' : moved;
}

/** For drawing only. */
export function toNumber(text: string): number {
  return Number(text);
}

function parse(text: string): Scaled {
  if (!DECIMAL.test(text)) {
    throw new RangeError(`decimal: "${text}" (expected: digits with at most one point)`);
  }
  const point = text.indexOf('.');
  if (point < 0) {
    return { units: BigInt(text), scale: 0 };
  }
  const fraction = text.slice(point + 1);
  const digits = text.slice(0, point) + fraction;
  return { units: BigInt(digits === '-' ? '-0' : digits), scale: fraction.length };
}

function align(a: string, b: string): [bigint, bigint, number] {
  const x = parse(a);
  const y = parse(b);
  const scale = Math.max(x.scale, y.scale);
  return [x.units * 10n ** BigInt(scale - x.scale), y.units * 10n ** BigInt(scale - y.scale), scale];
}

function print({ units, scale }: Scaled): string {
  const digits = magnitude(units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return units < 0n ? `-${text}` : text;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
