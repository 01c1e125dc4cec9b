import { cmp, isMultiple, mul, sign } from '../format';
import type { Instrument } from '../wire/types';
import { readDecimal } from './decimal';

/** What the checks need of an instrument. */
export type Grid = Readonly<Record<keyof Pick<Instrument, 'base' | 'quote' | 'tick' | 'lot' | 'minQty' | 'maxQty' | 'minNotional' | 'maxNotional'>, string>>;

/** A sentence for the field, or null when it is fine. */
export type Fault = string | null;

/** Quantity against lot, minimum and maximum. An empty field is no fault: it only keeps the order from being whole. */
export function qtyFault(text: string, grid: Grid): Fault {
  if (text.trim() === '') {
    return null;
  }
  const qty = readDecimal(text);
  if (qty === null) {
    return 'Not a quantity: 2.5, 1k or 25%';
  }
  if (sign(qty) <= 0) {
    return 'Quantity must be above 0';
  }
  if (!isMultiple(qty, grid.lot)) {
    return `Not a multiple of ${grid.lot} ${grid.base}`;
  }
  if (cmp(qty, grid.minQty) < 0) {
    return `Least is ${grid.minQty} ${grid.base}`;
  }
  return cmp(qty, grid.maxQty) > 0 ? `Most is ${grid.maxQty} ${grid.base}` : null;
}

/** Price against the tick. */
export function pxFault(text: string, grid: Grid): Fault {
  if (text.trim() === '') {
    return null;
  }
  const px = readDecimal(text);
  if (px === null) {
    return 'Not a price';
  }
  if (sign(px) <= 0) {
    return 'Price must be above 0';
  }
  return isMultiple(px, grid.tick) ? null : `Not a multiple of the tick ${grid.tick}`;
}

/** Price times quantity against the notional limits; says nothing while either cannot be read. */
export function notionalFault(qty: string, px: string, grid: Grid): Fault {
  const q = readDecimal(qty);
  const p = readDecimal(px);
  if (q === null || p === null) {
    return null;
  }
  const notional = mul(q, p);
  if (cmp(notional, grid.minNotional) < 0) {
    return `${notional} ${grid.quote}: least order is ${grid.minNotional}`;
  }
  return cmp(notional, grid.maxNotional) > 0 ? `${notional} ${grid.quote}: most is ${grid.maxNotional}` : null;
}
