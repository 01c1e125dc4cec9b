import { useState, type CSSProperties, type ReactNode } from 'react';
import { useAction } from '../keys';
import { Splitter, Tabs } from '../layout';
import { PriceButtons } from '../ticket';
import { BlotterPanel, BookPanel, ChartPanel, FixPanel, InstrumentStrip, PortfolioPanel, SessionsPanel, TapePanel, TicketPanel, TilesPanel } from './panels';
import { isTall, limits, useSizes, useView, type Track } from './sizes';
import './trade.css';

/** The Trade workspace at 1200 px and more: one eye path on the left, market in the middle, book and tape on the right. */
export function Trade({ folded }: { folded: boolean }): ReactNode {
  const view = useView();
  const { sizes, set, reset } = useSizes();
  const bounds = limits(view);
  useAction({ id: 'layout.reset', title: 'Reset layout', run: () => reset() });
  const split = (track: Track, label: string, orientation: 'vertical' | 'horizontal', after = true): ReactNode => (
    <Splitter
      label={label}
      orientation={orientation}
      value={sizes[track]}
      min={bounds[track][0]}
      max={bounds[track][1]}
      after={after}
      onChange={(px) => set(track, px)}
      onReset={() => reset(track)}
    />
  );
  const vars = Object.fromEntries(Object.entries(sizes).map(([name, px]) => [`--w-${name}`, `${px}px`])) as CSSProperties;
  return (
    <main className={`trade ${folded ? 'trade-folded' : 'trade-wide'}${isTall(view) ? ' trade-tall' : ''}`} style={vars}>
      <div className="trade-left">
        <PortfolioPanel />
        <TilesPanel>
          <PriceButtons />
        </TilesPanel>
        <TicketPanel />
      </div>
      <div className="trade-s1">{split('left', 'Width of the left column', 'vertical', false)}</div>
      <div className="trade-centre">
        <InstrumentStrip />
        <ChartPanel />
        {split('blotter', 'Height of the blotter', 'horizontal')}
        <BlotterPanel />
      </div>
      <div className="trade-s2">{split('book', 'Width of the order book', 'vertical')}</div>
      {folded ? (
        <div className="trade-side">
          <BookOrTape />
          {split('sessions', 'Height of the sessions', 'horizontal')}
          <SessionsPanel />
        </div>
      ) : (
        <>
          <BookPanel />
          <div className="trade-s3">{split('right', 'Width of the tape', 'vertical')}</div>
          <div className="trade-right">
            <TapePanel />
            {split('sessions', 'Height of the sessions', 'horizontal')}
            <SessionsPanel />
          </div>
        </>
      )}
      <div className="trade-sb">{split('bottom', 'Height of the FIX messages', 'horizontal')}</div>
      <FixPanel />
    </main>
  );
}

/** Where there is no width for both, the tape is a tab beside the book; its keys bring it up. */
function BookOrTape(): ReactNode {
  const [shown, show] = useState<'book' | 'tape'>('book');
  const other = shown === 'book' ? 'tape' : 'book';
  useAction({
    id: `go.${other}`,
    title: other === 'book' ? 'Go to Order book' : 'Go to Time & sales',
    keys: [other === 'book' ? 'G B' : 'G S'],
    run: () => show(other),
  });
  return (
    <div className="trade-fold">
      <Tabs<'book' | 'tape'>
        label="Book or tape"
        value={shown}
        options={[
          ['book', 'Order book'],
          ['tape', 'Time & sales'],
        ]}
        onChange={show}
      />
      {shown === 'book' ? <BookPanel /> : <TapePanel />}
    </div>
  );
}
