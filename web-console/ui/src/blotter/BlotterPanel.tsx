import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useApp, useInstruments, usePref } from '../app/store';
import { runAction, useAction } from '../keys';
import { GridTable, Menu, Panel, Tabs } from '../layout';
import { type Fill, useChannel } from '../wire';
import { CHOICES, FILL_COLUMNS } from './columns';
import { csvText, FILL_COLUMNS as FILL_CSV, ORDER_COLUMNS as ORDER_CSV } from './csv';
import { download } from './download';
import { parseFilter } from './filter';
import { isOpen, type Row } from './merge';
import { OrdersGrid } from './OrdersGrid';
import { positionColumns, positionsOf } from './positions';
import { useHeldRows } from './useInside';
import { useRows } from './useRows';
import './blotter.css';

type Tab = 'orders' | 'working' | 'fills' | 'positions' | 'rejects';
const OF_TAB: Partial<Record<Tab, (row: Row) => boolean>> = {
  orders: () => true,
  working: ({ order }) => isOpen(order),
  rejects: ({ order }) => order.word === 'REJECTED',
};
const EMPTY: Record<Tab, string> = {
  orders: 'No orders yet. B starts a buy, S a sell.',
  working: 'No working orders. B starts a buy.',
  fills: 'No fills yet. An order at the aggressive price (3) fills at once.',
  positions: 'No positions. A fill opens one.',
  rejects: 'Nothing was refused.',
};
const NONE: readonly string[] = [];
const NO_FILLS: readonly Fill[] = [];

/** Own orders, fills and positions of the account. */
export function BlotterPanel() {
  const account = useApp((s) => s.account);
  const args = account === null ? null : { account };
  const [tab, setTab] = useState<Tab>('orders');
  const [filter, setFilter] = useState('');
  const [hidden, setHidden] = usePref<readonly string[]>('blotter.hidden', NONE);
  const rows = useRows();
  const fills = useChannel('fills', args);
  const balances = useChannel('balances', args);
  const positions = positionsOf(balances.data?.items ?? [], balances.data?.quote);
  const wanted = useDeferredValue(filter);
  const passes = useMemo(() => parseFilter(wanted), [wanted]);
  const passing = useMemo(() => rows.rows.filter((row) => (OF_TAB[tab]?.(row) ?? false) && passes(row.order)), [rows.rows, tab, passes]);
  const newestFills = useMemo(() => (fills.data?.items ?? NO_FILLS).toReversed(), [fills.data]);
  const working = rows.rows.filter((row) => isOpen(row.order)).length;
  const count = { orders: passing.length, working: passing.length, rejects: passing.length, fills: newestFills.length, positions: positions.length }[tab];
  const state = tab === 'fills' ? fills : tab === 'positions' ? balances : rows.channel;
  const save = (): void =>
    tab === 'fills' ? download('atlas-fills.csv', csvText(FILL_CSV, newestFills)) : download('atlas-orders.csv', csvText(ORDER_CSV, passing.map((row) => row.order)));
  return (
    <Panel
      id="blotter"
      title="Orders"
      keys="G O"
      state={state}
      early={rows.rows.length > 0}
      loadingRows={40}
      empty={count === 0 && (wanted !== '' && tab in OF_TAB ? `Nothing matches "${wanted}". Esc in the filter clears it.` : EMPTY[tab])}
      head={
        <Tabs<Tab>
          label="Blotter"
          value={tab}
          onChange={setTab}
          options={[
            ['orders', 'Orders', rows.rows.length],
            ['working', 'Working', working],
            ['fills', 'Fills', newestFills.length],
            ['positions', 'Positions', positions.length],
            ['rejects', 'Rejects', rows.rows.filter((row) => row.order.word === 'REJECTED').length],
          ]}
        />
      }
      tools={
        <>
          {tab in OF_TAB ? <FilterField text={filter} onChange={setFilter} /> : null}
          {tab in OF_TAB ? <ColumnChoice hidden={hidden} onChange={setHidden} /> : null}
          {tab === 'positions' ? null : <button type="button" className="btn btn-small" onClick={save}>CSV</button>}
          {working > 0 ? (
            <button type="button" className="btn btn-small btn-danger" onClick={() => runAction('cancel.all')}>Cancel all ({working})</button>
          ) : null}
        </>
      }
    >
      {tab === 'fills' ? <FillsGrid fills={newestFills} /> : null}
      {tab === 'positions' ? <PositionsGrid positions={positions} /> : null}
      {tab in OF_TAB ? <OrdersGrid label={`Blotter, ${tab}`} rows={rows} passing={passing} question={`${account} ${tab} ${wanted}`} hidden={hidden} /> : null}
    </Panel>
  );
}

const fillKey = (fill: Fill): string => fill.execId;

function FillsGrid({ fills }: { fills: readonly Fill[] }) {
  const held = useHeldRows(fills, fills, fillKey, 'fills');
  return (
    <div className="bl-box" {...held.insideProps}>
      <GridTable label="Blotter, fills" columns={FILL_COLUMNS} rows={held.rows} rowKey={fillKey} />
      {held.waiting > 0 ? <button type="button" className="chip chip-info bl-new" onClick={held.release}>{held.waiting} new</button> : null}
    </div>
  );
}

function PositionsGrid({ positions }: { positions: ReturnType<typeof positionsOf> }) {
  const instruments = useInstruments();
  const columns = useMemo(() => positionColumns(instruments), [instruments]);
  return <GridTable label="Blotter, positions" columns={columns} rows={positions} rowKey={(it) => it.asset} />;
}

function FilterField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useAction({ id: 'blotter.filter', title: 'Filter the blotter', keys: ['/'], scope: 'blotter', run: () => input.current?.focus() });
  return (
    <input
      ref={input}
      className="bl-filter"
      aria-label="Filter orders"
      title="Words, side:buy st:live px>50000, -word"
      placeholder="Filter  /"
      spellCheck={false}
      autoComplete="off"
      value={text}
      onChange={(e) => onChange(e.target.value)}
      onKeyDown={(e) => {
        if (e.key === 'Escape') {
          e.stopPropagation();
          onChange('');
          e.currentTarget.blur();
        }
      }}
    />
  );
}

function ColumnChoice({ hidden, onChange }: { hidden: readonly string[]; onChange: (hidden: readonly string[]) => void }) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const toggle = (id: string): void => onChange(hidden.includes(id) ? hidden.filter((it) => it !== id) : [...hidden, id]);
  return (
    <>
      <button
        type="button"
        className="btn btn-small btn-ghost"
        aria-haspopup="menu"
        onClick={(e) => {
          const { left, bottom } = e.currentTarget.getBoundingClientRect();
          setAt({ x: left, y: bottom + 2 });
        }}
      >
        Columns
      </button>
      {at === null ? null : (
        <Menu
          {...at}
          label="Columns"
          items={CHOICES.map(([id, title]) => ({ title: `${hidden.includes(id) ? '☐' : '☑'} ${title}`, run: () => toggle(id) }))}
          onClose={() => setAt(null)}
        />
      )}
    </>
  );
}
