import { memo, useState } from 'react';
import { useApp, useInstrument, useInstruments } from '../app/store';
import { fmtPx } from '../format';
import { Panel } from '../layout';
import { useChannel, type TickDir } from '../wire';
import { arrow, stripCells, tickDirection, tone, type Cell } from './cells';
import './strip.css';

/** The chosen instrument and its market in one line; the choice holds for every panel. */
export function InstrumentStrip() {
  const symbol = useApp((s) => s.symbol);
  const instrument = useInstrument();
  const tops = useChannel('top', {});
  const top = tops.data?.byKey.get(symbol);
  const feed = top?.state ?? 'AWAITING';
  return (
    <Panel id="strip" title="Instrument" state={tops} bare early>
      <div className={feed === 'LIVE' ? 'strip' : 'strip strip-old'}>
        <SymbolSelect />
        <Last key={symbol} text={fmtPx(instrument, top?.last)} dir={top?.dir} />
        <dl className="strip-cells">
          {stripCells(top, instrument).map((cell) => (
            <StripCell key={cell.id} {...cell} />
          ))}
        </dl>
        {tops.data !== undefined && feed !== 'LIVE' && (
          <span className="chip chip-warn strip-feed">{feed === 'STALE' ? 'FEED STALE' : 'AWAITING FEED'}</span>
        )}
      </div>
    </Panel>
  );
}

function SymbolSelect() {
  const symbol = useApp((s) => s.symbol);
  const setSymbol = useApp((s) => s.setSymbol);
  const instruments = useInstruments();
  const chosen = instruments.find((i) => i.symbol === symbol);
  return (
    <span className="strip-symbol">
      <select
        aria-label="Instrument"
        value={chosen?.symbol ?? ''}
        onChange={(e) => {
          const next = instruments.find((i) => i.symbol === e.target.value);
          if (next) {
            setSymbol(next.symbol);
          }
        }}
      >
        {chosen === undefined && <option value="">{symbol}</option>}
        {instruments.map((i) => (
          <option key={i.symbol} value={i.symbol}>{i.symbol}</option>
        ))}
      </select>
    </span>
  );
}

/** Last trade, 26 px. Remembers the direction of the last move; a new symbol starts anew (it is keyed by it). */
function Last({ text, dir }: { text: string; dir: TickDir | undefined }) {
  const [shown, setShown] = useState<TickDir>(tickDirection('FLAT', dir));
  const now = tickDirection(shown, dir);
  if (now !== shown) {
    setShown(now);
  }
  return (
    <span className={`strip-last ${tone(now)}`} title="Last trade">
      <span className="strip-arrow" aria-hidden="true">{arrow(now)}</span>
      <span className="sr-only">{now === 'UP' ? 'up' : now === 'DOWN' ? 'down' : ''}</span>
      {text}
    </span>
  );
}

const StripCell = memo(function StripCell(cell: Cell) {
  return (
    <div className="strip-cell" style={{ minWidth: `calc(${cell.chars} * .5em + 23px)` }} title={cell.title}>
      <dt>{cell.label}</dt>
      <dd className={cell.tone}>{cell.text}</dd>
    </div>
  );
});
