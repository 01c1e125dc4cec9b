import { useEffect, useState } from 'react';
import { useInstrument } from '../app/store';
import { fmtAge, fmtAmount, fmtPx, fmtQty, groupNumbers, nsToMs } from '../format';
import { percentOf } from '../ticket/decimal';
import { type Fill, type Order, type OrderWord, type Side, type Symbol, serverNowMs, useConnection } from '../wire';
import { cancel, cancellable } from './actions';
import { type Row, UNKNOWN_NOTE } from './merge';

const TONES: Record<OrderWord, string> = {
  WAITING: 'warn', LIVE: 'live', FILLED: 'info', CANCELED: 'dim', REJECTED: 'crit', EXPIRED: 'dim',
};

const SHORT = 8;

/** The end of a ClOrdID tells orders apart; the whole is in the title. */
export function shortId(clOrdId: string): string {
  return clOrdId.replace(/^C-/, '').slice(-SHORT);
}

export function OrderName({ order }: { order: Order }) {
  return <span title={`ClOrdID ${order.clOrdId}\nOrderID ${order.orderId ?? 'not yet known'}`}>{shortId(order.key)}</span>;
}

export function SideCell({ side }: { side: Side }) {
  return <b className={side === 'BUY' ? 'buy' : 'sell'}>{side}</b>;
}

export function FilledCell({ order }: { order: Order }) {
  const instrument = useInstrument(order.symbol);
  const percent = percentOf(order.cumQty, order.qty);
  return (
    <span className="bl-progress">
      <i className="bl-bar" aria-hidden="true">
        <i className={order.word === 'FILLED' ? 'bl-done' : ''} style={{ transform: `scaleX(${percent / 100})` }} />
      </i>
      <span>{fmtQty(instrument, order.cumQty)}</span>
    </span>
  );
}

export function PxCell({ symbol, px }: { symbol: Symbol; px: string | undefined }) {
  const instrument = useInstrument(symbol);
  return <span className={px === undefined ? 'faint' : ''}>{fmtPx(instrument, px)}</span>;
}

export function QtyCell({ symbol, qty }: { symbol: Symbol; qty: string }) {
  const instrument = useInstrument(symbol);
  return <>{fmtQty(instrument, qty)}</>;
}

export function AmountCell({ fill }: { fill: Fill }) {
  const instrument = useInstrument(fill.symbol);
  return <>{fmtAmount(instrument, fill.amount)}</>;
}

/** Square, word, how much of it is filled, and the mark of what is pending. */
export function StatusCell({ order }: { order: Order }) {
  const part = order.word === 'LIVE' && /[1-9]/.test(order.cumQty) ? Math.floor(percentOf(order.cumQty, order.qty)) : null;
  return (
    <span className={`bl-status ${TONES[order.word]}`}>
      <i className="bl-square" aria-hidden="true" />
      <b>{order.word}</b>
      {part === null ? null : <span>{part} %</span>}
      {order.pending === undefined ? null : (
        <span className="warn" role="img" aria-label={order.pending === 'CANCEL' ? 'cancel pending' : 'replace pending'} title={`${order.pending} pending`}>
          {order.pending === 'CANCEL' ? '⊘' : '⟳'}
        </span>
      )}
    </span>
  );
}

/** What people want to know of the order now; a refusal of a cancel or replace goes before the usual sentence. */
export function NoteCell({ row }: { row: Row }) {
  const { order, local } = row;
  const cut = useConnection().state !== 'live';
  if (order.word === 'WAITING') {
    return local === 'unknown' || cut || order.note === UNKNOWN_NOTE ? <span className="warn">{UNKNOWN_NOTE}</span> : <Waited since={nsToMs(order.time)} />;
  }
  const text = noteOf(order);
  return <span title={text}>{text}</span>;
}

/** A refusal with its numbers first and its reason word last: where the line has to be cut, the numbers are still read. */
function noteOf({ word, reason, text, note }: Order): string {
  if (word === 'REJECTED' && reason !== undefined) {
    return text === undefined || text === reason ? reason : `${groupNumbers(text.replace(`${reason}: `, ''))} · ${reason}`;
  }
  return groupNumbers(text ?? note ?? '');
}

function Waited({ since }: { since: number }) {
  const [now, setNow] = useState(serverNowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNowMs()), 200);
    return () => clearInterval(timer);
  }, []);
  return <>Waiting for the venue, {fmtAge(Math.max(0, now - since))}</>;
}

export function CancelCell({ row }: { row: Row }) {
  if (!cancellable(row)) {
    return null;
  }
  return (
    <button
      type="button"
      className="bl-cancel"
      tabIndex={-1}
      aria-label={`Cancel ${row.order.key}`}
      title="Cancel (Delete)"
      onClick={(event) => {
        event.stopPropagation();
        void cancel(row);
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      ✕
    </button>
  );
}
