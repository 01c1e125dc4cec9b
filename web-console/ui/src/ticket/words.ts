import { fmtAmount, fmtPx, fmtQty } from '../format';
import type { Instrument, Preview } from '../wire';
import type { Draft, Terms } from './terms';

export const TIFS = [
  ['DAY', 'Day'],
  ['GTC', 'GTC'],
  ['IOC', 'IOC'],
  ['FOK', 'FOK'],
] as const;

/** The whole order, as the button says it: `BUY 10.00000 BTC @ 50,017.50`; a time in force other than Day is named. */
export function orderWords(terms: Terms, instrument: Instrument): string {
  const px = terms.ordType === 'MARKET' ? 'at market' : `@ ${fmtPx(instrument, terms.px)}`;
  return `${terms.side} ${fmtQty(instrument, terms.qty)} ${instrument.base} ${px}${terms.tif === 'DAY' ? '' : ` ${terms.tif}`}`;
}

/** The review's question: `Send BUY 10 BTC for 500,175 USD?` (cents only where there are any); a sell names what it delivers already, so it asks for no amount. */
export function reviewWords(terms: Terms, instrument: Instrument, preview: Preview | null): string {
  const need = preview?.required;
  const cost = need && need.asset === instrument.quote ? ` for ${fmtAmount(instrument, need.amount).replace(/\.0+$/, '')} ${need.asset}` : '';
  return `Send ${terms.side} ${fmtQty(instrument, terms.qty, { trim: true })} ${instrument.base}${cost}?`;
}

/** The line under the question: what binds the venue. */
export function bindingWords(terms: Terms, instrument: Instrument): string {
  const tif = TIFS.find(([value]) => value === terms.tif)?.[1] ?? terms.tif;
  return `${terms.ordType === 'MARKET' ? 'Market' : `Limit ${fmtPx(instrument, terms.px)}`} · ${tif} · ${terms.account}`;
}

/** Before there is an order: as much of it as is known. */
export function draftWords(draft: Draft, instrument: Instrument | undefined): string {
  return `${draft.side} ${instrument?.base ?? draft.symbol}`;
}
