import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useInstrument } from '../app/store';
import { cmp, fmtPx, fmtQty } from '../format';
import { pxFault, qtyFault } from '../ticket/checks';
import { readDecimal, sameDecimal } from '../ticket/decimal';
import { stepped } from '../ticket/steppers';
import type { Instrument, Price, Qty } from '../wire';
import { amend, type Amending, startAmend, stopAmend, useAmending } from './actions';
import type { Row } from './merge';

/** Quantity or limit of a row; F2 or a double click turns both into fields: Enter sends the replace, Esc leaves the order as it is. */
export function AmendCell({ row, field }: { row: Row; field: 'qty' | 'px' }) {
  const instrument = useInstrument(row.order.symbol);
  const amending = useAmending(({ now }) => (now?.order.key === row.order.key ? now : null));
  if (amending !== null && instrument !== undefined) {
    return <AmendField amending={amending} field={field} instrument={instrument} />;
  }
  const { order } = row;
  const text = field === 'qty' ? fmtQty(instrument, order.qty) : order.ordType === 'MARKET' ? 'MKT' : fmtPx(instrument, order.px);
  return (
    <span
      className={order.ordType === 'MARKET' && field === 'px' ? 'dim' : 'bl-value'}
      onDoubleClick={(event) => startAmend(row, field) && event.stopPropagation()}
    >
      {text}
    </span>
  );
}

function AmendField({ amending, field, instrument }: { amending: Amending; field: 'qty' | 'px'; instrument: Instrument }) {
  const input = useRef<HTMLInputElement>(null);
  const first = amending.field === field;
  useEffect(() => {
    if (first) {
      input.current?.focus();
      input.current?.select();
    }
  }, [first]);
  const text = amending[field];
  const fault = amendFault(amending, instrument)[field];
  const write = (value: string): void => useAmending.setState({ now: { ...amending, [field]: value } });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    const row = event.currentTarget.closest<HTMLElement>('[role="row"]');
    if (event.key === 'Escape' || (event.key === 'Enter' && submitAmend(amending, instrument))) {
      event.preventDefault();
      stopAmend();
      row?.focus();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      write(stepped(text, field === 'qty' ? instrument.lot : instrument.tick, event.key === 'ArrowUp' ? 1 : -1, event.shiftKey ? 10 : 1));
    }
  };
  return (
    <input
      ref={input}
      className={fault === null ? 'bl-amend' : 'bl-amend bl-amend-bad'}
      aria-label={field === 'qty' ? 'New quantity' : 'New limit price'}
      aria-invalid={fault !== null}
      title={fault ?? 'Enter sends the replace, Esc leaves the order as it is'}
      inputMode="decimal"
      value={text}
      onChange={(e) => write(e.target.value)}
      onKeyDown={onKeyDown}
      onBlur={(e) => {
        const next = e.relatedTarget as Element | null;
        if (next === null || !next.classList.contains('bl-amend')) {
          stopAmend();
        }
      }}
      onClick={(e) => e.stopPropagation()}
      onDoubleClick={(e) => e.stopPropagation()}
    />
  );
}

/** Field rules as on the ticket; the total may not go below what is filled already. */
export function amendFault({ order, qty, px }: Amending, instrument: Instrument): { qty: string | null; px: string | null } {
  const total = readDecimal(qty);
  const below = total !== null && cmp(total, order.cumQty) <= 0 ? `Above ${order.cumQty}, that much is filled` : null;
  return {
    qty: qty.trim() === '' ? 'Enter a quantity' : (qtyFault(qty, instrument) ?? below),
    px: px.trim() === '' ? 'Enter a price' : pxFault(px, instrument),
  };
}

/** True when the fields are done with: sent, or nothing was changed. */
function submitAmend(amending: Amending, instrument: Instrument): boolean {
  const faults = amendFault(amending, instrument);
  const qty = readDecimal(amending.qty);
  const px = readDecimal(amending.px);
  if (faults.qty !== null || faults.px !== null || qty === null || px === null) {
    return false;
  }
  const { order } = amending;
  if (!sameDecimal(qty, order.qty) || !sameDecimal(px, order.px)) {
    void amend(order, qty as Qty, px as Price);
  }
  return true;
}
