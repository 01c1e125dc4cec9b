import { create } from 'zustand';
import type { Order } from '../wire/types';
import { answered, type LocalOrder, type LocalPending, type LocalState, settled } from './merge';

/** Refusals the server never put on the log are kept for this page only, the newest ones. */
const MAX_LOCAL = 100;

interface LocalOrders {
  /** How many this page has sent: an own press shows its row at once, also under the hand. */
  readonly sent: number;
  readonly orders: ReadonlyMap<string, LocalOrder>;
  readonly pendings: ReadonlyMap<string, LocalPending>;
}

/** What this page has sent and the log does not show yet. The ticket writes it, the blotter shows it. */
export const useLocalOrders = create<LocalOrders>()(() => ({ sent: 0, orders: new Map(), pendings: new Map() }));

export const localOrders = {
  /** Before the request leaves: the row is on the screen at once. A retry leaves it as it is. */
  sent(order: Order): void {
    change((orders) => orders.set(order.key, { order, state: 'sending' }));
    useLocalOrders.setState(({ sent }) => ({ sent: sent + 1 }));
  },
  mark(key: string, state: LocalState, refusal?: { reason: string; text: string }): void {
    change((orders) => {
      const local = orders.get(key);
      if (local) {
        const order: Order = refusal ? { ...local.order, word: 'REJECTED', ...refusal, note: `Not sent: ${refusal.text}` } : local.order;
        orders.set(key, { order, state });
      }
    });
  },
  /** The order never came to be. */
  drop(key: string): void {
    change((orders) => orders.delete(key));
  },
  pending(key: string, pending: LocalPending | null): void {
    useLocalOrders.setState(({ pendings }) => {
      const next = new Map(pendings);
      if (pending) {
        next.set(key, pending);
      } else {
        next.delete(key);
      }
      return { pendings: next };
    });
  },
  /** The channel has spoken: what it shows is no longer ours to keep. */
  settle(channel: ReadonlyMap<string, Order>): void {
    const { orders, pendings } = useLocalOrders.getState();
    const known = settled(channel, orders);
    const done = answered(channel, pendings);
    if (known.length > 0 || done.length > 0) {
      useLocalOrders.setState({ orders: without(orders, known), pendings: without(pendings, done) });
    }
  },
};

function change(edit: (orders: Map<string, LocalOrder>) => void): void {
  useLocalOrders.setState(({ orders }) => {
    const next = new Map(orders);
    edit(next);
    for (const [key, local] of next) {
      if (next.size <= MAX_LOCAL) {
        break;
      }
      if (local.state === 'refused') {
        next.delete(key);
      }
    }
    return { orders: next };
  });
}

function without<V>(map: ReadonlyMap<string, V>, keys: readonly string[]): ReadonlyMap<string, V> {
  const next = new Map(map);
  keys.forEach((key) => next.delete(key));
  return next;
}
