import { useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import type { Symbol } from '../wire/types';
import { BlotterPanel, BookPanel, ChartPanel, FixPanel, PortfolioPanel, SessionsPanel, TapePanel, TicketPanel, TilesPanel } from './panels';
import { useApp } from './store';

const PANELS: Readonly<Record<string, ComponentType>> = {
  book: BookPanel,
  tape: TapePanel,
  chart: ChartPanel,
  blotter: BlotterPanel,
  fix: FixPanel,
  portfolio: PortfolioPanel,
  sessions: SessionsPanel,
  ticket: TicketPanel,
  tiles: TilesPanel,
};

/** `#/panel/book?symbol=BTC-USD` → `book`, for a second screen; null for the workspace. */
export function useSinglePanel(): string | null {
  const hash = useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
  const [, name = '', query = ''] = /^#\/panel\/([a-z]+)(?:\?(.*))?$/.exec(hash) ?? [];
  const symbol = new URLSearchParams(query).get('symbol');
  const setSymbol = useApp((s) => s.setSymbol);
  useEffect(() => {
    if (symbol !== null) {
      setSymbol(symbol as Symbol);
    }
  }, [symbol, setSymbol]);
  return name in PANELS ? name : null;
}

export function SinglePanel({ name }: { name: string }): ReactNode {
  const Shown = PANELS[name];
  return <main className="single">{Shown === undefined ? null : <Shown />}</main>;
}
