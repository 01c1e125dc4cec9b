import { useEffect, useRef, useState, type RefObject } from 'react';
import { useAction } from '../keys';
import type { Instrument, TapeItem } from '../wire';
import { TapeRow } from './TapeRow';
import { cameSince, isLarge, newestFirst } from './tape';

interface TapeListProps {
  readonly trades: readonly TapeItem[];
  readonly instrument: Instrument | undefined;
  /** Trades from this quantity on are bold; null: none. */
  readonly bold: string | null;
  /** Smaller trades are left out; null: none. */
  readonly show: string | null;
}

/** What can be scrolled to while the list is held: the whole memory of the page. */
const MOST = 200;

/**
 * While it runs only the rows that can be seen are made. While it is held (pointer over it, or Space) the trades of that moment
 * stay put, all of them can be scrolled to, and the head counts what has come since.
 */
export function TapeList({ trades, instrument, bold, show }: TapeListProps) {
  const box = useRef<HTMLDivElement>(null);
  const visible = useVisibleRows(box);
  const [held, setHeld] = useState<readonly TapeItem[] | null>(null);
  const [pinned, setPinned] = useState(false);
  const hold = () => setHeld((now) => now ?? trades);
  const release = () => {
    if (box.current !== null) {
      box.current.scrollTop = 0;
    }
    setHeld(null);
  };
  useAction({
    id: 'tape.hold',
    title: 'Hold or release time & sales',
    keys: ['Space'],
    scope: 'tape',
    run: () => {
      setPinned(!pinned);
      (pinned ? release : hold)();
    },
  });
  const rows = newestFirst(held ?? trades, show, held === null ? visible : MOST);
  return (
    <div className="tape" role="table" aria-label="Time and sales, newest first" onPointerEnter={hold} onPointerLeave={() => !pinned && release()}>
      <div className="tape-head" role="row">
        <span role="columnheader">Time</span>
        <span role="columnheader">{held === null ? 'Price' : <Held waiting={cameSince(trades, held.at(-1)?.id, show)} />}</span>
        <span role="columnheader">Size</span>
      </div>
      <div className="tape-rows" role="rowgroup" tabIndex={0} aria-label="Trades" ref={box}>
        {rows.map((trade, place) => (
          <TapeRow key={place} trade={trade} instrument={instrument} large={isLarge(trade, bold)} />
        ))}
        {rows.length === 0 && <p className="empty">No trade of that size among the last {MOST}.</p>}
      </div>
    </div>
  );
}

/** Takes the place of the column's name, so that nothing moves when the list stops. */
function Held({ waiting }: { waiting: number }) {
  return (
    <span className="tape-held">
      <span className="sr-only">Price, </span>
      {waiting === 0 ? 'held' : `held · ${waiting} new`}
    </span>
  );
}

/** Height of the densest row: with roomier ones a few rows too many are made. */
const ROW = 17;

function useVisibleRows(box: RefObject<HTMLDivElement | null>): number {
  const [rows, setRows] = useState(40);
  useEffect(() => {
    const element = box.current;
    if (element === null) {
      return undefined;
    }
    const observer = new ResizeObserver(() => setRows(Math.min(MOST, Math.ceil(element.clientHeight / ROW) + 1)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return rows;
}
