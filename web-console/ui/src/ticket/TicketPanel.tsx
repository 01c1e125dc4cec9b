import { Panel, Seg } from '../layout';
import { useConnection } from '../wire';
import { Fields } from './Fields';
import { usePreviewLoop, useShownPreview } from './preview';
import { RiskPreview } from './RiskPreview';
import { dispatch, useTicket } from './store';
import { SubmitBar } from './SubmitBar';
import { useOrder } from './useOrder';
import { useTicketKeys, useTicketSync } from './useTicketSync';
import { Warnings } from './Warnings';
import './ticket.css';

/** Order entry: fields, what the order would do, what speaks against it, one button. Top to bottom in the order one decides. */
export function TicketPanel() {
  const order = useOrder();
  const live = useConnection().state === 'live';
  useTicketSync();
  useTicketKeys(order);
  usePreviewLoop(order.args, live);
  const preview = useShownPreview();
  return (
    <Panel id="ticket" title="Order ticket" keys="G T" tools={<Mode />} className={live ? '' : 'ticket-off'}>
      <div className="ticket">
        <div className="tk-scroll">
          <Fields instrument={order.instrument} faults={order.faults} />
          <Options />
          <RiskPreview preview={preview} instrument={order.instrument} />
        </div>
        <Warnings warnings={preview?.warnings ?? []} />
        <SubmitBar order={order} preview={preview} />
      </div>
    </Panel>
  );
}

function Mode() {
  const armed = useTicket((s) => s.oneClickAt !== null);
  return (
    <Seg
      label="Sending"
      value={armed ? 'one' : 'confirm'}
      options={[
        ['confirm', 'Confirm'],
        ['one', 'One-click'],
      ]}
      onChange={(value) => dispatch({ type: 'oneClick', on: value === 'one', now: Date.now() })}
    />
  );
}

function Options() {
  const keep = useTicket((s) => s.keepTicket);
  return (
    <div className="tk-options">
      <label className="check">
        <input type="checkbox" checked={keep} onChange={(e) => dispatch({ type: 'keep', on: e.target.checked })} /> Keep ticket
      </label>
      <span className="faint" title="ClOrdID(11) is made once per order and reused on every retry">ClOrdID auto</span>
    </div>
  );
}
