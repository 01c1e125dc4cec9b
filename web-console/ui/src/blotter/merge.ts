import type { Order, OrderKey } from '../wire/types';

/** How far the page's own knowledge of an order it sent goes, while the log does not show it. */
export type LocalState = 'sending' | 'accepted' | 'unknown' | 'refused';

/** An order this page has sent: on the screen before the server has answered. */
export interface LocalOrder {
  readonly order: Order;
  readonly state: LocalState;
}

/** A cancel or replace this page has asked for and the channel does not show yet. */
export interface LocalPending {
  readonly kind: 'CANCEL' | 'REPLACE';
  /** `updated` of the order when it was asked: any later state of the order ends the mark. */
  readonly updated: string;
}

/** A row of the blotter: the order and what only this page knows of it. */
export interface Row {
  readonly order: Order;
  /** Absent once the log has it. */
  readonly local?: LocalState;
}

export const UNKNOWN_NOTE = 'unknown, checking';

export function isOpen(order: Order): boolean {
  return order.word === 'WAITING' || order.word === 'LIVE';
}

/**
 * The channel's orders and those only this page knows, newest first. The channel wins: a local row lives until its key comes.
 * An order that did not change keeps its identity on the wire, and its row keeps its own: a memoised row is then not drawn again.
 */
export function mergeRows(
  channel: readonly Order[],
  locals: ReadonlyMap<string, LocalOrder>,
  pendings: ReadonlyMap<string, LocalPending>,
  cache: WeakMap<Order, Row> = new WeakMap(),
): readonly Row[] {
  const unknown = new Map(locals);
  const rows: Row[] = channel.map((order) => {
    unknown.delete(order.key);
    return cached(cache, marked(order, pendings.get(order.key)));
  });
  for (const { order, state } of unknown.values()) {
    rows.push({ order: state === 'unknown' ? { ...order, note: UNKNOWN_NOTE } : order, local: state });
  }
  return rows.toSorted(newestFirst);
}

/** Local orders the channel has by now. */
export function settled(channel: ReadonlyMap<string, Order>, locals: ReadonlyMap<string, LocalOrder>): readonly OrderKey[] {
  return [...locals.values()].map((local) => local.order.key).filter((key) => channel.has(key));
}

/** Marks that are answered: the order moved on, shows a mark itself, or is done. */
export function answered(channel: ReadonlyMap<string, Order>, pendings: ReadonlyMap<string, LocalPending>): readonly string[] {
  return [...pendings].filter(([key, pending]) => {
    const order = channel.get(key);
    return order !== undefined && !applies(order, pending);
  }).map(([key]) => key);
}

function applies(order: Order, pending: LocalPending): boolean {
  return isOpen(order) && order.pending === undefined && order.updated === pending.updated;
}

function marked(order: Order, pending: LocalPending | undefined): Order {
  return pending && applies(order, pending) ? { ...order, pending: pending.kind } : order;
}

function cached(cache: WeakMap<Order, Row>, order: Order): Row {
  const row = cache.get(order) ?? { order };
  cache.set(order, row);
  return row;
}

/** Nanosecond texts of one length compare as text; keys break ties, so that the order is total. */
export function newestFirst(left: Row, right: Row): number {
  return compareNanos(right.order.time, left.order.time) || (left.order.key < right.order.key ? 1 : -1);
}

export function compareNanos(left: string, right: string): number {
  return left.length - right.length || (left < right ? -1 : Number(left > right));
}
