import { useEffect, useMemo, useState } from 'react';
import { useApp } from '../app/store';
import { type ChannelView, type Order, useChannel } from '../wire';
import { flashed, flashEnded, type Flashes, NO_FLASHES, seen } from './flash';
import { localOrders, useLocalOrders } from './local';
import { mergeRows, type Row } from './merge';

export interface Rows {
  readonly channel: ChannelView<'orders'>;
  readonly rows: readonly Row[];
  readonly flashes: Flashes;
  flashEnded(key: string): void;
  seen(keys: Iterable<string>): void;
}

const NO_ORDERS: readonly Order[] = [];

/** The account's orders as the log has them and as this page knows them, newest first, and what of them lights up. */
export function useRows(): Rows {
  const account = useApp((s) => s.account);
  const channel = useChannel('orders', account === null ? null : { account });
  const locals = useLocalOrders((s) => s.orders);
  const pendings = useLocalOrders((s) => s.pendings);
  const [cache] = useState(() => new WeakMap<Order, Row>());
  const { data } = channel;
  useEffect(() => {
    if (data !== undefined) {
      localOrders.settle(data.byKey);
    }
  }, [data]);
  const items = data?.items ?? NO_ORDERS;
  const rows = useMemo(() => {
    const mine = new Map([...locals].filter(([, local]) => local.order.account === account));
    return mergeRows(items, mine, pendings, cache);
  }, [items, locals, pendings, account, cache]);
  const [flashes, setFlashes] = useState(NO_FLASHES);
  const now = data === undefined ? flashes : flashed(flashes, rows);
  if (now !== flashes) {
    setFlashes(now);
  }
  return {
    channel,
    rows,
    flashes: now,
    flashEnded: (key) => setFlashes((before) => flashEnded(before, key)),
    seen: (keys) => setFlashes((before) => seen(before, keys)),
  };
}
