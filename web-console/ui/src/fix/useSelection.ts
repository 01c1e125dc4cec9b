import { useEffect, useMemo, useRef, useState } from 'react';
import { useApp } from '../app/store';
import type { FixItem } from '../wire/types';
import { counterpart, newOrderOf } from './answers';
import type { Shown } from './fixLog';
import { lifeOf } from './life';

/**
 * The selected message and what belongs to it. Selecting an order elsewhere selects its NewOrderSingle, as soon as
 * that is here. Until the reader selects, the newest application message that was there first is shown.
 */
export function useSelection(shown: Shown) {
  const selected = useApp((app) => app.selectedFix);
  const select = useApp((app) => app.selectFix);
  const selectedOrder = useApp((app) => app.selectedOrder);
  const followed = useRef<string | null>(null);

  useEffect(() => {
    if (selectedOrder === followed.current) return;
    const order = selectedOrder === null ? undefined : newOrderOf(shown.lines, selectedOrder);
    if (selectedOrder !== null && order === undefined) return;
    followed.current = selectedOrder;
    if (order) select(order.pos);
  }, [shown, selectedOrder, select]);

  const [first, setFirst] = useState<string>();
  const message = messageOf(shown, selected) ?? messageOf(shown, first);
  if (message === undefined) {
    const newest = newestOf(shown);
    if (newest !== first) setFirst(newest);
  }
  const other = useMemo(() => message && counterpart(shown.lines, shown.log.indexOf(message.pos)), [shown, message]);
  const life = useMemo(() => lifeOf(shown.lines, message ? shown.log.indexOf(message.pos) : -1), [shown, message]);
  return { message, other, life, select };
}

function messageOf(shown: Shown, pos: string | null | undefined): FixItem | undefined {
  const line = shown.lines[pos ? shown.log.indexOf(pos) : -1];
  return line?.kind === 'message' ? line.message : undefined;
}

function newestOf({ lines }: Shown): string | undefined {
  const of = (wanted: (message: FixItem) => boolean) =>
    lines.findLast((line) => line.kind === 'message' && wanted(line.message));
  const line = of((message) => !message.admin) ?? of(() => true);
  return line?.kind === 'message' ? line.message.pos : undefined;
}
