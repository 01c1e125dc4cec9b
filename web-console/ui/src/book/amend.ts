import { cmp, fmtQty, isDecimal, isMultiple, sign } from '../format';
import type { Instrument, Order, Price, Qty } from '../wire';

export interface AmendCheck {
  readonly qty?: string;
  readonly px?: string;
  /** What may be sent: only when nothing is wrong and something is different. */
  readonly terms?: { readonly qty: Qty; readonly px: Price };
}

/** Checks the new terms of a working order as the server will: step, and a quantity above what has traded. Text under the field for each fault. */
export function checkAmend(order: Order, instrument: Instrument | undefined, qtyText: string, pxText: string): AmendCheck {
  const qty = qtyText.replaceAll(',', '').trim();
  const px = pxText.replaceAll(',', '').trim();
  const wrongQty = qtyFault(order, instrument, qty);
  const wrongPx = stepFault(px, instrument?.tick, 'tick');
  if (wrongQty !== undefined || wrongPx !== undefined) {
    return { ...(wrongQty === undefined ? {} : { qty: wrongQty }), ...(wrongPx === undefined ? {} : { px: wrongPx }) };
  }
  const same = cmp(qty, order.qty) === 0 && order.px !== undefined && cmp(px, order.px) === 0;
  return same ? {} : { terms: { qty: qty as Qty, px: px as Price } };
}

function qtyFault(order: Order, instrument: Instrument | undefined, qty: string): string | undefined {
  const step = stepFault(qty, instrument?.lot, 'lot');
  if (step !== undefined) {
    return step;
  }
  return cmp(qty, order.cumQty) <= 0 ? `${fmtQty(instrument, order.cumQty)} has traded: more than that, or cancel` : undefined;
}

function stepFault(value: string, step: string | undefined, name: string): string | undefined {
  if (!isDecimal(value) || sign(value) <= 0) {
    return 'A number above zero';
  }
  return step !== undefined && !isMultiple(value, step) ? `A multiple of the ${name} ${step}` : undefined;
}
