import { memo, useState } from 'react';
import { fmtPx } from '../format';
import type { BookData, Instrument, TickDir } from '../wire';

/** Between the sides: spread, last trade with its direction, mid. */
export function SpreadBar({ data, instrument }: { data: BookData; instrument: Instrument | undefined }) {
  return (
    <Bar
      key={data.symbol}
      spread={fmtPx(instrument, data.spread)}
      last={fmtPx(instrument, data.last)}
      mid={midText(instrument, data.mid)}
      dir={data.dir}
    />
  );
}

/** A mid lies between two ticks as often as on one: it gets the digit more that it needs, and no rounding. */
function midText(instrument: Instrument | undefined, mid: BookData['mid']): string {
  const decimals = mid?.split('.')[1]?.length ?? 0;
  return fmtPx(instrument && { ...instrument, pxDecimals: Math.max(instrument.pxDecimals, decimals) }, mid);
}

interface BarProps {
  readonly spread: string;
  readonly last: string;
  readonly mid: string;
  readonly dir: TickDir | undefined;
}

const Bar = memo(function Bar({ spread, last, mid, dir }: BarProps) {
  const [moved, setMoved] = useState<TickDir>('FLAT');
  const now = dir === undefined || dir === 'FLAT' ? moved : dir;
  if (now !== moved) {
    setMoved(now);
  }
  return (
    <div className="book-spread" role="row">
      <span role="gridcell" className="book-spread-left">Spread <b>{spread}</b></span>
      <span role="gridcell" className={`book-last ${now === 'UP' ? 'up' : now === 'DOWN' ? 'down' : ''}`}>
        <i aria-hidden="true">{now === 'UP' ? '▲' : now === 'DOWN' ? '▼' : ''}</i>
        <span className="sr-only">Last {now === 'UP' ? 'up' : now === 'DOWN' ? 'down' : ''}</span>
        {last}
      </span>
      <span role="gridcell" className="book-spread-right">Mid <b>{mid}</b></span>
    </div>
  );
});
