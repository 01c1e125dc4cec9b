import { useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { createPortal } from 'react-dom';
import { useApp } from '../app/store';
import { fmtPx } from '../format';
import { Menu, useRoving } from '../layout';
import type { BookData, Instrument, Order } from '../wire';
import { AmendDialog } from './AmendDialog';
import { BookRow } from './BookRow';
import type { BookView, RowFacts } from './bookView';
import { cancelOwn, menuItems, orderTitle } from './ownMenu';
import { SpreadBar } from './SpreadBar';

interface BookTableProps {
  readonly data: BookData;
  readonly view: BookView;
  readonly instrument: Instrument | undefined;
}

interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly orders: readonly Order[];
}

/** Asks over bids with the spread between; the grid is one tab stop, and its rows answer to clicks, keys and the context menu. */
export function BookTable({ data, view, instrument }: BookTableProps) {
  const prefill = useApp((s) => s.prefillTicket);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [amended, setAmended] = useState<Order | null>(null);
  const asks = view.asks.rows.length;
  const factsAt = (index: number): RowFacts | undefined =>
    index < asks ? view.asks.facts[asks - 1 - index] : view.bids.facts[index - asks];
  const take = (facts: RowFacts | undefined, column: string | undefined) => {
    if (facts !== undefined && column !== undefined) {
      prefill(column === 'size' ? { qty: facts.size } : column === 'total' ? { px: facts.px, qty: facts.total } : { px: facts.px });
    }
  };
  const { index: current, gridProps, rowProps } = useRoving({ count: asks + view.bids.rows.length, onActivate: (index) => take(factsAt(index), 'px') });
  const onClick = (event: MouseEvent) => {
    take(factsAt(indexOf(event.target)), (event.target as Element).closest<HTMLElement>('[data-col]')?.dataset['col']);
  };
  const onContextMenu = (event: MouseEvent) => {
    const orders = factsAt(indexOf(event.target))?.orders ?? [];
    if (orders.length > 0) {
      event.preventDefault();
      setMenu({ x: event.clientX, y: event.clientY, orders });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const own = factsAt(indexOf(event.target))?.orders[0];
    if (own !== undefined && event.key === 'Delete') {
      void cancelOwn(own);
    } else if (own !== undefined && event.key === 'F2') {
      setAmended(own);
    } else {
      gridProps.onKeyDown(event);
    }
  };
  const onFocus = (event: FocusEvent) => {
    const index = indexOf(event.target);
    if (index >= 0) {
      rowProps(index).onFocus(event);
    }
  };
  const row = (side: 'bid' | 'ask', at: number, index: number) => {
    const cells = view[side === 'ask' ? 'asks' : 'bids'];
    const look = cells.rows[at];
    const title = cells.facts[at]?.orders.map(orderTitle).join('\n') ?? '';
    return look && <BookRow key={index} {...look} side={side} index={index} tabIndex={index === current ? 0 : -1} title={title} />;
  };
  return (
    <div
      className="book-grid"
      role="grid"
      tabIndex={-1}
      aria-label={`Order book ${data.symbol}`}
      aria-rowcount={asks + view.bids.rows.length + 1}
      {...gridProps}
      onClick={onClick}
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div className="book-head" role="row" aria-rowindex={1}>
        <span role="columnheader">Mine</span>
        <span role="columnheader">Price</span>
        <span role="columnheader">Size</span>
        <span role="columnheader">Total</span>
      </div>
      <div className="book-side book-asks" role="rowgroup" aria-label="Asks">
        <div className="book-rows">{view.asks.rows.map((_, i) => row('ask', asks - 1 - i, i))}</div>
      </div>
      <SpreadBar data={data} instrument={instrument} />
      <div className="book-side book-bids" role="rowgroup" aria-label="Bids">
        <div className="book-rows">{view.bids.rows.map((_, i) => row('bid', i, asks + i))}</div>
      </div>
      {menu !== null &&
        createPortal(
          <Menu x={menu.x} y={menu.y} label="Own orders" items={menuItems(menu.orders, (px) => fmtPx(instrument, px), setAmended)} onClose={() => setMenu(null)} />,
          document.body,
        )}
      {amended !== null && <AmendDialog key={amended.key} order={amended} instrument={instrument} onClose={() => setAmended(null)} />}
    </div>
  );
}

function indexOf(target: EventTarget): number {
  return Number((target as Element).closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
}
