import { memo } from 'react';
import { fmtIso, fmtPx, fmtQty } from '../format';
import type { Bar, Instrument } from '../wire';

/** As many closed bars as a reader would go through. */
const ROWS = 20;

/** The chart for those who do not see it: its newest closed bars as a table. */
export function BarTable({ bars, instrument }: { bars: readonly Bar[]; instrument: Instrument }) {
  return <ClosedBars newest={bars.at(-1)?.t} bars={bars} instrument={instrument} />;
}

interface ClosedBarsProps {
  readonly newest: string | undefined;
  readonly bars: readonly Bar[];
  readonly instrument: Instrument;
}

/** Made anew only when a bar has closed: the open one changes many times a second and is read from the strip. */
const ClosedBars = memo(
  function ClosedBars({ bars, instrument }: ClosedBarsProps) {
    const closed = bars.slice(-ROWS - 1, -1).toReversed();
    return (
      <table className="sr-only">
        <caption>{instrument.symbol}: the newest {closed.length} closed bars, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Start, UTC</th>
            <th scope="col">Open</th>
            <th scope="col">High</th>
            <th scope="col">Low</th>
            <th scope="col">Close</th>
            <th scope="col">Volume</th>
          </tr>
        </thead>
        <tbody>
          {closed.map((bar) => (
            <tr key={bar.t}>
              <th scope="row">{fmtIso(bar.t)}</th>
              <td>{fmtPx(instrument, bar.o)}</td>
              <td>{fmtPx(instrument, bar.h)}</td>
              <td>{fmtPx(instrument, bar.l)}</td>
              <td>{fmtPx(instrument, bar.c)}</td>
              <td>{fmtQty(instrument, bar.v)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  },
  (before, now) => before.newest === now.newest && before.instrument === now.instrument,
);
