import type { ComponentType } from 'react';
import { BlotterPanel as Blotter } from '../blotter';
import { BookPanel as Book } from '../book';
import { ChartPanel as Chart } from '../chart';
import { FixPanel as Fix } from '../fix';
import { ErrorBoundary } from '../layout';
import { PortfolioPanel as Portfolio } from '../portfolio';
import { SessionsPanel as Sessions } from '../sessions';
import { InstrumentStrip as Strip } from '../strip';
import { TapePanel as Tape } from '../tape';
import { TicketPanel as Ticket } from '../ticket';
import { TilesPanel as Tiles } from '../tiles';

/** What a panel works out before it has anything to show may fail as well: that too stays its own. */
export function guarded<Props extends object>(id: string, title: string, Shown: ComponentType<Props>): ComponentType<Props> {
  return function Guarded(props: Props) {
    return (
      <ErrorBoundary what={title} panel={id}>
        <Shown {...props} />
      </ErrorBoundary>
    );
  };
}

export const BlotterPanel = guarded('blotter', 'Orders', Blotter);
export const BookPanel = guarded('book', 'Order book', Book);
export const ChartPanel = guarded('chart', 'Price', Chart);
export const FixPanel = guarded('fix', 'FIX messages', Fix);
export const InstrumentStrip = guarded('strip', 'Instrument', Strip);
export const PortfolioPanel = guarded('portfolio', 'Portfolio', Portfolio);
export const SessionsPanel = guarded('sessions', 'FIX sessions', Sessions);
export const TapePanel = guarded('tape', 'Time & sales', Tape);
export const TicketPanel = guarded('ticket', 'Order ticket', Ticket);
export const TilesPanel = guarded('tiles', 'Trader Control Center', Tiles);
