import type { Account, Instrument, NewOrderBody, PreviewArgs, Price, Qty, Side, Symbol } from '../wire/types';
import { notionalFault, pxFault, qtyFault } from './checks';
import { readDecimal, sameDecimal } from './decimal';

/** What the gateway trades; the page offers nothing else. */
export type TicketType = 'LIMIT' | 'MARKET';
export type TicketTif = 'DAY' | 'GTC' | 'IOC' | 'FOK';

/** The fields as a person left them. */
export interface Draft {
  readonly symbol: Symbol;
  readonly side: Side;
  readonly ordType: TicketType;
  readonly tif: TicketTif;
  readonly qty: string;
  readonly px: string;
}

/** A whole order: what is previewed, reviewed and sent. */
export type Terms = Omit<NewOrderBody, 'previewId'>;

export interface FieldFaults {
  readonly qty: string | null;
  readonly px: string | null;
}

export function faultsOf(draft: Draft, instrument: Instrument): FieldFaults {
  const qty = qtyFault(draft.qty, instrument);
  const px = draft.ordType === 'LIMIT' ? pxFault(draft.px, instrument) : null;
  const notional = qty || px || draft.ordType !== 'LIMIT' ? null : notionalFault(draft.qty, draft.px, instrument);
  return { qty: qty ?? notional, px };
}

/** The order the fields make, or null while one is missing or wrong. */
export function termsOf(draft: Draft, account: Account, instrument: Instrument): Terms | null {
  const faults = faultsOf(draft, instrument);
  const limit = draft.ordType === 'LIMIT';
  const qty = readDecimal(draft.qty);
  const px = limit ? readDecimal(draft.px) : null;
  if (faults.qty || faults.px || qty === null || (limit && px === null)) {
    return null;
  }
  const { symbol, side, ordType, tif } = draft;
  return { account, symbol, side, ordType, tif, qty: qty as Qty, ...(px === null ? {} : { px: px as Price }) };
}

/** What can already be previewed: fields that do not pass are left out, the server names them. */
export function previewArgs(draft: Draft, account: Account, instrument: Instrument): PreviewArgs {
  const faults = faultsOf(draft, instrument);
  const qty = qtyFault(draft.qty, instrument) ? null : readDecimal(draft.qty);
  const px = draft.ordType !== 'LIMIT' || faults.px ? null : readDecimal(draft.px);
  const { symbol, side, ordType, tif } = draft;
  return {
    account,
    symbol,
    side,
    ordType,
    tif,
    ...(qty === null || qty === '0' ? {} : { qty: qty as Qty }),
    ...(px === null ? {} : { px: px as Price }),
  };
}

/** Whether two sets of terms are one order; decimals compare by value. */
export function sameTerms(left: Partial<Terms>, right: Partial<Terms>): boolean {
  return (
    left.account === right.account &&
    left.symbol === right.symbol &&
    left.side === right.side &&
    left.ordType === right.ordType &&
    left.tif === right.tif &&
    sameDecimal(left.qty, right.qty) &&
    sameDecimal(left.px, right.px)
  );
}
