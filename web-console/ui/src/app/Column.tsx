import { useState, type ReactNode } from 'react';
import { useAction } from '../keys';
import { Kbd } from '../layout';
import { PriceButtons } from '../ticket';
import { BlotterPanel, BookPanel, ChartPanel, FixPanel, InstrumentStrip, PortfolioPanel, SessionsPanel, TapePanel, TicketPanel, TilesPanel } from './panels';
import { useApp } from './store';
import './trade.css';

type Part = readonly [name: string, height: number | 'auto', panel: ReactNode];

const ALL: readonly Part[] = [
  ['strip', 44, <InstrumentStrip key="strip" />],
  ['portfolio', 'auto', <PortfolioPanel key="portfolio" />],
  ['chart', 340, <ChartPanel key="chart" />],
  ['blotter', 260, <BlotterPanel key="blotter" />],
  ['book', 690, <BookPanel key="book" />],
  ['tape', 300, <TapePanel key="tape" />],
  ['fix', 360, <FixPanel key="fix" />],
  ['sessions', 200, <SessionsPanel key="sessions" />],
];
const LEAST = new Set(['portfolio', 'strip', 'blotter']);

/** Narrow windows: one column, a ticket bar that stays; on the smallest balances, price and orders only. */
export function Column({ least }: { least: boolean }): ReactNode {
  const parts = least ? ALL.filter(([name]) => LEAST.has(name)) : ALL;
  return (
    <main className={least ? 'column column-least' : 'column'}>
      {parts.map(([name, height, panel]) => (
        <div key={name} className="column-panel" style={{ height }}>
          {panel}
        </div>
      ))}
      {least ? null : <TicketBar />}
    </main>
  );
}

function TicketBar(): ReactNode {
  const [open, setOpen] = useState(false);
  const prefill = useApp((s) => s.prefillTicket);
  const show = (side: 'BUY' | 'SELL'): void => {
    setOpen(true);
    // The ticket has to be there before it can take the wish over.
    setTimeout(() => prefill({ side, focus: 'qty' }));
  };
  useAction({ id: 'column.buy', title: 'Open the ticket to buy', keys: ['B'], hidden: true, run: () => show('BUY') });
  useAction({ id: 'column.sell', title: 'Open the ticket to sell', keys: ['S'], hidden: true, run: () => show('SELL') });
  useAction({ id: 'go.ticket', title: 'Go to Order ticket', keys: ['G T'], run: () => show('BUY') });
  return (
    <>
      <div className="ticket-bar" role="group" aria-label="Order ticket">
        <button type="button" className="btn btn-buy" onClick={() => show('BUY')}>
          BUY <Kbd>B</Kbd>
        </button>
        <button type="button" className="btn btn-sell" onClick={() => show('SELL')}>
          SELL <Kbd>S</Kbd>
        </button>
      </div>
      {open ? (
        <aside className="ticket-drawer" aria-label="Order ticket">
          <button type="button" className="btn btn-ghost" onClick={() => setOpen(false)}>
            Close the ticket
          </button>
          <TilesPanel>
            <PriceButtons />
          </TilesPanel>
          <TicketPanel />
        </aside>
      ) : null}
    </>
  );
}
