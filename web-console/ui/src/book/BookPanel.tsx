import { useMemo } from 'react';
import { useApp, useInstrument, usePref } from '../app/store';
import { fmtPx } from '../format';
import { Panel, Seg } from '../layout';
import { useChannel, type BookData, type Instrument, type Order, type Price } from '../wire';
import { BookFoot } from './BookFoot';
import { BookTable } from './BookTable';
import { bookView, ROWS } from './bookView';
import { DepthView } from './DepthView';
import { ownOrders } from './ownOrders';
import './book.css';

type Mode = 'book' | 'depth';
const NO_ORDERS: readonly Order[] = [];
const NO_GROUPS: readonly Price[] = [];

/** The order book of the chosen instrument with this account's own orders in it. */
export function BookPanel() {
  const symbol = useApp((s) => s.symbol);
  const account = useApp((s) => s.account);
  const instrument = useInstrument();
  const [mode, setMode] = usePref<Mode>('book.mode', 'book');
  const [groups, setGroups] = usePref<Readonly<Record<string, string>>>('book.group', {});
  const group = (groups[symbol] ?? instrument?.tick) as Price | undefined;
  const book = useChannel('book', group === undefined ? null : { symbol, depth: ROWS, group });
  const orders = useChannel('orders', account === null ? null : { account }, (view) => view.data?.items ?? NO_ORDERS);
  const data = book.data;
  return (
    <Panel
      id="book"
      title="Order book"
      keys="G B"
      state={book}
      loadingRows={60}
      chips={<FeedChip data={data} />}
      empty={data !== undefined && data.bids.length + data.asks.length === 0 && emptyText(data)}
      tools={
        <>
          <Seg label="Book view" value={mode} options={[['book', 'Book'], ['depth', 'Depth']]} onChange={setMode} />
          <GroupSelect
            instrument={instrument}
            value={group}
            offered={data?.groups}
            onChange={(px) => setGroups({ ...groups, [symbol]: px })}
          />
        </>
      }
    >
      {data !== undefined && group !== undefined && (
        <div className={data.state === 'LIVE' ? 'book' : 'book book-old'}>
          <Body mode={mode} data={data} orders={orders} instrument={instrument} group={group} />
        </div>
      )}
    </Panel>
  );
}

interface BodyProps {
  readonly mode: Mode;
  readonly data: BookData;
  readonly orders: readonly Order[];
  readonly instrument: Instrument | undefined;
  readonly group: Price;
}

function Body({ mode, data, orders, instrument, group }: BodyProps) {
  const own = useMemo(() => ownOrders(orders, data.symbol, group), [orders, data.symbol, group]);
  const view = bookView(data, own, instrument);
  return (
    <>
      {mode === 'book' ? (
        <BookTable data={data} view={view} instrument={instrument} />
      ) : (
        <DepthView bids={data.bids} asks={data.asks} instrument={instrument} />
      )}
      <BookFoot imbalance={data.imbalance} feedSeq={data.feedSeq} ownBeyond={view.ownBeyond} />
    </>
  );
}

function emptyText(data: BookData): string {
  return data.state === 'AWAITING'
    ? 'No book yet: the first snapshot of the market data feed is awaited.'
    : 'No orders on either side. A limit order starts a book.';
}

/** The feed may be old although this socket is alive: the book then says so itself. */
function FeedChip({ data }: { data: BookData | undefined }) {
  return data === undefined || data.state === 'LIVE' ? null : (
    <span className="chip chip-warn">{data.state === 'STALE' ? 'FEED STALE' : 'AWAITING FEED'}</span>
  );
}

interface GroupSelectProps {
  readonly instrument: Instrument | undefined;
  readonly value: Price | undefined;
  readonly offered: readonly Price[] | undefined;
  onChange(px: string): void;
}

/** Levels per price step, from the tick upward. A step that is no longer offered stays listed while it is chosen. */
function GroupSelect({ instrument, value, offered = NO_GROUPS, onChange }: GroupSelectProps) {
  const options = value === undefined || offered.includes(value) ? offered : [value, ...offered];
  return (
    <select className="book-group" aria-label="Price step of a level" title="Price step of a level" value={value} onChange={(e) => onChange(e.target.value)}>
      {options.map((px) => (
        <option key={px} value={px}>{fmtPx(instrument, px)}</option>
      ))}
    </select>
  );
}
