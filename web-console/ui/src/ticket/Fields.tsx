import { useState } from 'react';
import { useApp, usePref } from '../app/store';
import { fmtPx, fmtQty, mul } from '../format';
import { type Instrument, type Side, useChannel } from '../wire';
import { divideDown, readDecimal } from './decimal';
import { PX_ID, QTY_ID } from './focus';
import { NumberField } from './NumberField';
import { type Capacity, readShorthand, shareQty } from './shorthand';
import { dispatch, useTicket } from './store';
import type { Draft, FieldFaults, TicketTif, TicketType } from './terms';
import { TIFS } from './words';

const PRESETS = ['0.1', '1', '5', '10', '25%', 'Max'];

function edit(patch: Partial<Draft>): void {
  dispatch({ type: 'edit', patch });
}

export function Fields({ instrument, faults }: { instrument: Instrument | undefined; faults: FieldFaults }) {
  const draft = useTicket((s) => s.draft);
  const capacity = useCapacity(draft, instrument);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [presets] = usePref('presets', PRESETS);
  /** An amount goes in as it is; a share and `1k` become what they mean at once. */
  const quantity = (text: string): void => {
    const meaning = readShorthand(text);
    setTrouble(null);
    if (meaning.kind === 'share') {
      const qty = capacity === null ? null : shareQty(meaning.percent, capacity);
      setTrouble(qty === null ? shareTrouble(draft, instrument, capacity) : null);
      edit({ qty: qty ?? '' });
    } else {
      edit({ qty: meaning.kind === 'amount' && /[a-z]/i.test(text) ? meaning.text : text });
    }
  };
  const market = draft.ordType === 'MARKET';
  const tidy = (text: string, shown: string, fault: string | null): string => (fault !== null || readDecimal(text) === null ? text : shown);
  return (
    <>
      <SideButtons side={draft.side} />
      <div className="tk-two">
        <label className="field">
          <span className="cap">Type</span>
          <select className="select" value={draft.ordType} onChange={(e) => edit({ ordType: e.target.value as TicketType })}>
            <option value="LIMIT">Limit</option>
            <option value="MARKET">Market</option>
          </select>
        </label>
        <label className="field">
          <span className="cap">Time in force</span>
          <select className="select" value={draft.tif} onChange={(e) => edit({ tif: e.target.value as TicketTif })}>
            {TIFS.map(([value, label]) => (
              <option key={value} value={value}>{label}</option>
            ))}
          </select>
        </label>
      </div>
      <div className="tk-two">
        <NumberField
          id={QTY_ID}
          label="Quantity"
          hint={instrument ? `Step ${instrument.lot}` : ''}
          unit={instrument?.base ?? ''}
          step={instrument?.lot ?? '1'}
          value={draft.qty}
          shown={tidy(draft.qty, fmtQty(instrument, readDecimal(draft.qty) ?? undefined), faults.qty)}
          fault={trouble ?? faults.qty}
          onChange={quantity}
        />
        <NumberField
          id={PX_ID}
          label="Limit price"
          hint={instrument ? `Tick ${instrument.tick}` : ''}
          unit={instrument?.quote ?? ''}
          step={instrument?.tick ?? '1'}
          value={draft.px}
          shown={tidy(draft.px, fmtPx(instrument, readDecimal(draft.px) ?? undefined), faults.px)}
          fault={faults.px}
          off={market ? 'at market' : undefined}
          onChange={(px) => edit({ px })}
        />
      </div>
      <div className="tk-presets" role="group" aria-label="Quantity presets">
        {presets.map((preset) => (
          <button key={preset} type="button" className="btn" onClick={() => quantity(preset)}>{preset}</button>
        ))}
      </div>
    </>
  );
}

function SideButtons({ side }: { side: Side }) {
  return (
    <div className="tk-two tk-sides" role="radiogroup" aria-label="Side">
      {(['BUY', 'SELL'] as const).map((it) => (
        <button
          key={it}
          type="button"
          role="radio"
          aria-checked={it === side}
          tabIndex={it === side ? 0 : -1}
          className={`tk-side tk-${it.toLowerCase()}`}
          onClick={() => edit({ side: it })}
          onKeyDown={(e) => e.key.startsWith('Arrow') && (e.preventDefault(), edit({ side: side === 'BUY' ? 'SELL' : 'BUY' }))}
        >
          {it}
        </button>
      ))}
    </div>
  );
}

/** What a share is a share of. A market order is held at the far touch with the collar on top: so is its share. */
function useCapacity(draft: Draft, instrument: Instrument | undefined): Capacity | null {
  const account = useApp((s) => s.account);
  const args = account === null ? null : { account };
  const quoteAvailable = useChannel('balances', args, (view) => view.data?.byKey.get(instrument?.quote ?? '')?.available);
  const baseAvailable = useChannel('balances', args, (view) => view.data?.byKey.get(instrument?.base ?? '')?.available);
  const ask = useChannel('top', {}, (view) => view.data?.byKey.get(draft.symbol)?.ask);
  if (instrument === undefined) {
    return null;
  }
  const worst = ask && divideDown(mul(ask, String(10_000 + Number(instrument.collarBps))), '10000');
  const px = draft.ordType === 'MARKET' ? worst : (readDecimal(draft.px) ?? ask);
  const { lot, maxQty, maxNotional } = instrument;
  return { side: draft.side, quoteAvailable, baseAvailable, px, lot, maxQty, maxNotional };
}

function shareTrouble(draft: Draft, instrument: Instrument | undefined, capacity: Capacity | null): string {
  if (draft.side === 'SELL') {
    return `No ${instrument?.base ?? 'holdings'} to sell: type the quantity`;
  }
  return capacity?.px === undefined ? 'A share needs a price' : 'Not enough for one step';
}
