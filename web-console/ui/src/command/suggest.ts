import type { Prefill } from '../app/store';
import { isDecimal } from '../format/decimal';
import type { Action } from '../keys';
import type { Instrument, Order, OrderKey, Price, Qty, Side, Symbol } from '../wire/types';

/** What a line of the command box does when it is chosen; carried out by the view. */
export type Effect =
  | { readonly kind: 'action'; readonly id: string }
  | { readonly kind: 'symbol'; readonly symbol: Symbol }
  | { readonly kind: 'order'; readonly key: OrderKey }
  | { readonly kind: 'fix'; readonly query: string }
  | { readonly kind: 'ticket'; readonly wish: Omit<Prefill, 'n'> };

export interface Suggestion {
  readonly id: string;
  /** What kind of thing it is, for the eye. */
  readonly label: string;
  readonly title: string;
  readonly detail: string;
  readonly effect: Effect;
}

/** What there is to choose from. */
export interface Known {
  readonly instruments: readonly Instrument[];
  readonly orders: readonly Order[];
  readonly actions: readonly Action[];
}

const MOST = 9;

/** The lines for what was typed, best first. Nothing typed: the actions in their own order. */
export function suggest(typed: string, known: Known): Suggestion[] {
  const text = typed.trim();
  const actions = offered(known.actions).map(actionLine);
  if (text === '') return actions.slice(0, MOST);
  const exact = [...ticketLine(text), ...fixLine(text)];
  const ranked = [...known.instruments.map(symbolLine), ...orderLines(text, known.orders), ...actions]
    .map((line) => ({ line, score: Math.max(score(text, line.title), score(text, line.detail) - 20) }))
    .filter((each) => each.score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map((each) => each.line);
  const found = [...exact, ...ranked].slice(0, MOST);
  // Whatever was typed can still be looked for in the messages.
  return found.length === 0 || /\d{3,}/.test(text) ? [...found, searchLine(text)] : found;
}

/** The newest of each id: the one that a key would run. */
function offered(actions: readonly Action[]): readonly Action[] {
  return [...new Map(actions.filter((action) => action.hidden !== true).map((action) => [action.id, action])).values()];
}

function actionLine(action: Action): Suggestion {
  const label = action.id.startsWith('go.') ? 'Panel' : 'Action';
  return {
    id: action.id,
    label,
    title: action.title,
    detail: action.keys?.[0]?.replaceAll('+', ' ') ?? '',
    effect: { kind: 'action', id: action.id },
  };
}

function symbolLine(instrument: Instrument): Suggestion {
  const { symbol } = instrument;
  return { id: `symbol.${symbol}`, label: 'Symbol', title: symbol, detail: '', effect: { kind: 'symbol', symbol } };
}

/** Orders are found by any of their ids; only then are there so few that they help. */
function orderLines(text: string, orders: readonly Order[]): Suggestion[] {
  if (!/\d/.test(text)) return [];
  return orders
    .filter((order) =>
      [order.key, order.clOrdId, order.orderId ?? ''].some((id) => id.toLowerCase().includes(text.toLowerCase())),
    )
    .slice(-MOST)
    .toReversed()
    .map((order) => ({
      id: `order.${order.key}`,
      label: 'Order',
      title: order.clOrdId,
      detail: `${order.orderId ?? ''} ${order.side} ${order.qty} ${order.symbol} ${order.word}`.trim(),
      effect: { kind: 'order', key: order.key },
    }));
}

/** `35=8 39=2`: tags mean the FIX messages. */
function fixLine(text: string): Suggestion[] {
  return /^\d+!?=/.test(text) ? [searchLine(text)] : [];
}

function searchLine(query: string): Suggestion {
  const title = `Search FIX messages for ${query}`;
  return { id: 'fix.query', label: 'FIX', title, detail: '', effect: { kind: 'fix', query } };
}

/** `buy 10 @ 50000`, `s 2.5`: fills the ticket, sends nothing. */
function ticketLine(text: string): Suggestion[] {
  const order = /^(b|buy|s|sell)\s+([\d.,]+)(?:\s*(?:@|at|\s)\s*([\d.,]+))?$/i.exec(text);
  const [, way = '', qtyText = '', pxText] = order ?? [];
  const qty = qtyText.replaceAll(',', '');
  const px = pxText?.replaceAll(',', '');
  if (!order || !isDecimal(qty) || (px !== undefined && !isDecimal(px))) return [];
  const side: Side = way.toLowerCase().startsWith('b') ? 'BUY' : 'SELL';
  const wish = {
    side,
    qty: qty as Qty,
    ...(px === undefined ? {} : { px: px as Price }),
    focus: px === undefined ? 'px' : 'submit',
  } as const;
  const title = `Ticket: ${side} ${qty}${px === undefined ? '' : ` @ ${px}`}`;
  return [
    {
      id: 'ticket.fill',
      label: 'Ticket',
      title,
      detail: 'fills the ticket, sends nothing',
      effect: { kind: 'ticket', wish },
    },
  ];
}

/**
 * How well the letters fit: the whole, its beginning, a word's beginning, somewhere inside, or in order with gaps
 * inside words' beginnings; 0 does not fit.
 */
export function score(typed: string, text: string): number {
  const wanted = typed.toLowerCase();
  const given = text.toLowerCase();
  if (given === '' || wanted === '') return 0;
  if (given === wanted) return 100;
  if (given.startsWith(wanted)) return 90 - given.length / 100;
  const words = given.split(/[\s\-.:/]+/);
  if (words.some((word) => word.startsWith(wanted))) return 80 - given.length / 100;
  if (given.includes(wanted)) return 60 - given.length / 100;
  const parts = wanted.split(/\s+/);
  if (parts.length > 1 && parts.every((part) => words.some((word) => word.startsWith(part)))) return 70;
  return inOrder(wanted.replaceAll(' ', ''), given) ? 30 - given.length / 100 : 0;
}

function inOrder(wanted: string, given: string): boolean {
  let at = -1;
  for (const letter of wanted) {
    at = given.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return wanted.length > 1;
}
