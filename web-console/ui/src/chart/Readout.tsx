import { memo } from 'react';
import { fmtIso, fmtPx, fmtQty } from '../format';
import type { Bar, Instrument } from '../wire';

/** Values of the bar under the pointer, else of the newest; its start is in the tooltip. */
export const Readout = memo(function Readout({ bar, instrument }: { bar: Bar | undefined; instrument: Instrument }) {
  return (
    <p className="chart-readout" title={fmtIso(bar?.t)}>
      O <b>{fmtPx(instrument, bar?.o)}</b> H <b>{fmtPx(instrument, bar?.h)}</b> L <b>{fmtPx(instrument, bar?.l)}</b> C <b>{fmtPx(instrument, bar?.c)}</b> V{' '}
      <b>{fmtQty(instrument, bar?.v)}</b>
    </p>
  );
});
