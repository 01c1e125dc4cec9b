import { compareDecimals, readDecimal } from '../ticket/decimal';
import type { Order } from '../wire/types';

/** Whether an order passes a filter. */
export type OrderFilter = (order: Order) => boolean;

const WORDS: Record<string, (order: Order) => readonly (string | undefined)[]> = {
  side: (o) => [o.side],
  st: (o) => [o.word],
  status: (o) => [o.word],
  sym: (o) => [o.symbol],
  symbol: (o) => [o.symbol],
  tif: (o) => [o.tif],
  type: (o) => [o.ordType],
  id: (o) => [o.key, o.clOrdId, o.orderId],
  src: (o) => [o.source],
  reason: (o) => [o.reason],
};
const NUMBERS: Record<string, (order: Order) => string | undefined> = {
  px: (o) => o.px,
  qty: (o) => o.qty,
  filled: (o) => o.cumQty,
  avg: (o) => o.avgPx,
  left: (o) => o.leavesQty,
};
const NUMBER_TERM = /^(px|qty|filled|avg|left)(>=|<=|>|<|=)(.*)$/;
const WORD_TERM = /^([a-z]+):(.*)$/;

/**
 * `side:buy st:live px>50000 btc -gtc`: every term must hold. `name:` compares the beginning of a field, `px qty filled avg left` compare as
 * numbers, anything else is looked for in all words of the row; `-` before a term turns it round. A term half typed holds.
 */
export function parseFilter(text: string): OrderFilter {
  const terms = text.toLowerCase().split(/\s+/).filter(Boolean).map(readTerm);
  return (order) => terms.every((term) => term(order));
}

function readTerm(term: string): OrderFilter {
  if (term.startsWith('-') && term.length > 1) {
    const inner = readTerm(term.slice(1));
    return (order) => !inner(order);
  }
  return numberTerm(term) ?? wordTerm(term) ?? ((order) => haystack(order).includes(term));
}

function numberTerm(term: string): OrderFilter | null {
  const [, name = '', operator = '', wanted = ''] = NUMBER_TERM.exec(term) ?? [];
  const read = NUMBERS[name];
  if (!read) {
    return null;
  }
  if (readDecimal(wanted) === null) {
    return () => true;
  }
  return (order) => {
    const value = read(order);
    return value !== undefined && holds(compareDecimals(value, wanted), operator);
  };
}

function holds(comparison: number, operator: string): boolean {
  switch (operator) {
    case '>':
      return comparison > 0;
    case '<':
      return comparison < 0;
    case '>=':
      return comparison >= 0;
    case '<=':
      return comparison <= 0;
    default:
      return comparison === 0;
  }
}

function wordTerm(term: string): OrderFilter | null {
  const [, name = '', wanted = ''] = WORD_TERM.exec(term) ?? [];
  const read = WORDS[name];
  return read ? (order) => read(order).some((value) => value?.toLowerCase().startsWith(wanted)) : null;
}

function haystack(o: Order): string {
  return [o.key, o.clOrdId, o.orderId, o.symbol, o.side, o.ordType, o.tif, o.word, o.reason, o.note, o.text, o.source]
    .join(' ')
    .toLowerCase();
}
