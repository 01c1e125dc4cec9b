import { type AnimationEvent, type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { useApp } from '../app/store';
import { GridTable, toast } from '../layout';
import { cancel, startAmend, useAmending } from './actions';
import { orderColumns } from './columns';
import { csvText, ORDER_COLUMNS } from './csv';
import { useLocalOrders } from './local';
import type { Row } from './merge';
import { BY_TIME, nextSort, type Sort, sorted } from './sort';
import { useHeldRows, useWidth } from './useInside';
import type { Rows } from './useRows';

interface OrdersGridProps {
  label: string;
  rows: Rows;
  /** What tab and filter let through. */
  passing: readonly Row[];
  /** Tab and filter as text: another one lets new rows in at once. */
  question: string;
  hidden: readonly string[];
}

const keyOf = (row: Row): string => row.order.key;

/** Orders as a grid that blinks, holds still under the hand, amends in place. */
export function OrdersGrid({ label, rows, passing, question, hidden }: OrdersGridProps) {
  const [sort, setSort] = useState<Sort>(BY_TIME);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const selected = useApp((s) => s.selectedOrder);
  const amending = useAmending(({ now }) => now?.order.key);
  const sent = useLocalOrders((s) => s.sent);
  const ordered = useMemo(() => sorted(passing, sort), [passing, sort]);
  const held = useHeldRows(ordered, rows.rows, keyOf, `${question} ${sort.column} ${sort.down} ${sent}`);
  const columns = useMemo(() => orderColumns(width, hidden, sort, (column) => setSort((now) => nextSort(now, column))), [width, hidden, sort]);
  const rowOf = (target: EventTarget): Row | undefined => {
    const index = (target as Element).closest?.('[data-index]')?.getAttribute('data-index');
    return index === null || index === undefined ? undefined : held.rows[Number(index)];
  };
  const onAnimationEnd = (event: AnimationEvent): void => {
    const row = rowOf(event.target);
    if (row !== undefined && event.animationName.startsWith('bl-')) {
      rows.flashEnded(row.order.key);
    }
  };
  const onPointerOver = (event: PointerEvent): void => {
    const row = rowOf(event.target);
    if (row !== undefined && rows.flashes.unseen.has(row.order.key)) {
      rows.seen([row.order.key]);
    }
  };
  const select = (row: Row): void => {
    useApp.getState().selectOrder(row.order.key);
    rows.seen([row.order.key]);
  };
  return (
    <div ref={box} className="bl-box" {...held.insideProps} onAnimationEnd={onAnimationEnd} onPointerOver={onPointerOver}>
      <GridTable
        label={label}
        columns={columns}
        rows={held.rows}
        rowKey={keyOf}
        rowClass={(row) => rowClass(row, rows, row.order.key === amending)}
        selected={selected}
        onSelect={select}
        onActivate={(row) => showFix(row)}
        onRowKey={onRowKey}
      />
      {held.waiting > 0 ? (
        <button type="button" className="chip chip-info bl-new" onClick={held.release}>{held.waiting} new</button>
      ) : null}
    </div>
  );
}

function rowClass({ order, local }: Row, { flashes }: Rows, amending: boolean): string {
  const flash = flashes.now.get(order.key);
  return [
    `bl-row bl-${order.word.toLowerCase()}`,
    flash === undefined ? '' : `bl-went-${flash}`,
    flashes.unseen.has(order.key) ? 'bl-unseen' : '',
    local === 'unknown' ? 'bl-unknown' : '',
    amending ? 'bl-amending' : '',
  ].filter(Boolean).join(' ');
}

/** The evidence of an order: its FIX messages. */
function showFix({ order }: Row): void {
  useApp.getState().selectOrder(order.key);
  useApp.getState().filterFix(order.key);
}

function onRowKey(row: Row, event: KeyboardEvent): void {
  if (event.key === 'F2' && startAmend(row, 'qty')) {
    event.preventDefault();
  } else if (event.key === 'Delete') {
    event.preventDefault();
    void cancel(row);
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && String(getSelection() ?? '') === '') {
    event.preventDefault();
    copy(csvText(ORDER_COLUMNS, [row.order]));
  }
}

function copy(text: string): void {
  // Browsers refuse the clipboard without https or a gesture: then the person has to hear of it.
  navigator.clipboard.writeText(text).then(
    () => toast({ kind: 'info', text: 'Order copied' }),
    () => toast({ kind: 'bad', text: 'The browser does not allow copying here' }),
  );
}
