import { fmtDec } from '../format';
import { toast, type MenuItem } from '../layout';
import { api, newClOrdId, WireError, type Order, type Price, type Qty } from '../wire';

/** `BUY 2.4 @ 50008 · C-000129`, for tooltips and menus. */
export function orderTitle(order: Order): string {
  return `${order.side} ${fmtDec(order.leavesQty, 8, { trim: true })} @ ${order.px ?? 'market'} · ${order.clOrdId}`;
}

/** Two entries for each own order at the level. One with a request under way cannot be asked again. */
export function menuItems(orders: readonly Order[], px: (text: string) => string, amend: (order: Order) => void): readonly MenuItem[] {
  return orders.flatMap((order) => {
    const what = `${order.side} ${fmtDec(order.leavesQty, 8, { trim: true })} @ ${px(order.px ?? '')}`;
    const off = order.pending === undefined ? false : `A ${order.pending === 'CANCEL' ? 'cancel' : 'change'} of it is under way`;
    return [
      { title: `Cancel ${what}`, off, run: () => void cancelOwn(order) },
      { title: `Amend ${what}…`, off, run: () => amend(order) },
    ];
  });
}

/** The outcome comes on the `orders` channel; only a refusal at the door is told here. */
export async function cancelOwn(order: Order): Promise<void> {
  await tell(`Cancel of ${order.clOrdId}`, () => api.cancelOrder(order.key, newClOrdId()));
}

export async function amendOwn(order: Order, terms: { qty: Qty; px: Price }): Promise<void> {
  await tell(`Change of ${order.clOrdId}`, () => api.replaceOrder(order.key, terms, newClOrdId()));
}

async function tell(what: string, call: () => Promise<Order>): Promise<void> {
  try {
    await call();
  } catch (cause) {
    if (!(cause instanceof WireError)) {
      throw cause;
    }
    toast({ kind: 'bad', text: `${what}: ${cause.text}`, burst: 'book-own' });
  }
}
