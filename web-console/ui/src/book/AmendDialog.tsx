import { useState } from 'react';
import { createPortal } from 'react-dom';
import { Dialog } from '../layout';
import type { Instrument, Order } from '../wire';
import { checkAmend } from './amend';
import { amendOwn } from './ownMenu';

/** New quantity and price of a working order; what is sent is what is written here. */
export function AmendDialog({ order, instrument, onClose }: { order: Order; instrument: Instrument | undefined; onClose: () => void }) {
  const [qty, setQty] = useState<string>(order.qty);
  const [px, setPx] = useState<string>(order.px ?? '');
  const { terms, ...wrong } = checkAmend(order, instrument, qty, px);
  const send = () => {
    if (terms !== undefined) {
      void amendOwn(order, terms);
      onClose();
    }
  };
  return createPortal(
    <Dialog title={`Amend ${order.side} ${order.symbol} · ${order.clOrdId}`} onClose={onClose}>
      <form
        className="book-amend"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field label="Quantity" unit={instrument?.base ?? ''} value={qty} fault={wrong.qty} onChange={setQty} />
        <Field label="Limit price" unit={instrument?.quote ?? ''} value={px} fault={wrong.px} onChange={setPx} />
        <div className="dialog-foot">
          <button type="button" className="btn" onClick={onClose}>Keep as it is</button>
          <button type="submit" className="btn btn-on" disabled={terms === undefined}>Amend</button>
        </div>
      </form>
    </Dialog>,
    document.body,
  );
}

interface FieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly fault: string | undefined;
  onChange(text: string): void;
}

function Field({ label, unit, value, fault, onChange }: FieldProps) {
  return (
    <label className="field">
      <span className="label cap">{label} <span className="faint">{unit}</span></span>
      <input
        className={fault === undefined ? 'input input-num' : 'input input-num input-bad'}
        inputMode="decimal"
        value={value}
        aria-invalid={fault !== undefined}
        onChange={(e) => onChange(e.target.value)}
      />
      <span className="book-fault crit" role="status">{fault}</span>
    </label>
  );
}
