import { create } from 'zustand';
import { toast } from '../layout';
import { verdictOf } from '../ticket/send';
import { api, type ClOrdId, newClOrdId, type Order, type Price, type Qty, WireError } from '../wire';
import { localOrders } from './local';
import { isOpen, type Row } from './merge';

const RETRY_MS = [1_000, 2_000, 4_000];

/** The row being amended in place, and what its two fields hold. */
export interface Amending {
  readonly order: Order;
  readonly field: 'qty' | 'px';
  readonly qty: string;
  readonly px: string;
}
export const useAmending = create<{ readonly now: Amending | null }>()(() => ({ now: null }));

/** Orders that can be cancelled: on the log or on their way there, with nothing pending against them. */
export function cancellable({ order, local }: Row): boolean {
  return isOpen(order) && order.pending !== 'CANCEL' && (local === undefined || local === 'accepted');
}

/** A market order has no price to replace, a pending request must be answered first. */
export function amendable({ order, local }: Row): boolean {
  return isOpen(order) && order.pending === undefined && local === undefined && order.ordType === 'LIMIT' && order.orderId !== undefined;
}

export function startAmend(row: Row, field: 'qty' | 'px'): boolean {
  if (!amendable(row)) {
    return false;
  }
  useAmending.setState({ now: { order: row.order, field, qty: row.order.qty, px: row.order.px ?? '' } });
  return true;
}

export function stopAmend(): void {
  useAmending.setState({ now: null });
}

export async function cancel(row: Row): Promise<void> {
  if (cancellable(row)) {
    const { order } = row;
    const clOrdId = newClOrdId();
    await change(order, 'CANCEL', () => api.cancelOrder(order.key, clOrdId));
  }
}

/** OrderQty(38) is the total, what is filled included. */
export async function amend(order: Order, qty: Qty, px: Price): Promise<void> {
  const clOrdId: ClOrdId = newClOrdId();
  await change(order, 'REPLACE', () => api.replaceOrder(order.key, { qty, px }, clOrdId));
}

/** Marks the row at once and asks until there is an answer, each time with the same ClOrdID. */
async function change(order: Order, kind: 'CANCEL' | 'REPLACE', ask: () => Promise<Order>): Promise<void> {
  localOrders.pending(order.key, { kind, updated: order.updated });
  for (let attempt = 1; ; attempt++) {
    try {
      await ask();
      return;
    } catch (error) {
      const pause = RETRY_MS[attempt - 1];
      if (verdictOf(error, attempt) !== 'lost' || pause === undefined) {
        localOrders.pending(order.key, null);
        const why = error instanceof WireError ? `${error.code}: ${error.text}` : 'no answer';
        toast({ kind: 'bad', text: `${kind === 'CANCEL' ? 'Cancel' : 'Amend'} of ${order.key}: ${why}`, burst: `blotter-${kind}` });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
