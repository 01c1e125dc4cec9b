import { useEffect, useState } from 'react';
import { cmp, fmtAge, fmtAmount, fmtDec, fmtPx, isDecimal } from '../format';
import type { Decimal, Instrument, Preview, PreviewRow } from '../wire';
import { PREVIEW_MAX_AGE_MS } from './machine';
import { useTicket } from './store';

const ROWS: readonly PreviewRow['name'][] = ['available', 'reserved', 'position', 'exposure'];

/** What the order would do to the account, as the code that reserves computed it; grey once it is older than two seconds. */
export function RiskPreview({ preview, instrument }: { preview: Preview | null; instrument: Instrument | undefined }) {
  const age = usePreviewAge();
  const old = preview === null || age === null || age > PREVIEW_MAX_AGE_MS;
  const need = preview?.required;
  return (
    <section className={old && preview ? 'tk-risk tk-old' : 'tk-risk'} aria-label="Pre-trade risk preview">
      <header>
        <h3 className="cap">Pre-trade risk preview</h3>
        <span className={old ? 'dim' : 'live'}>{age === null || preview === null ? 'not checked yet' : `server-checked ${age < 1_000 ? `${Math.max(1, Math.round(age))} ms` : fmtAge(age)} ago`}</span>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Figure</span>
            </th>
            <th scope="col">Now</th>
            <th scope="col">On submit</th>
            <th scope="col">On fill</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((name) => (
            <Line key={name} name={name} row={preview?.rows.find((row) => row.name === name)} instrument={instrument} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Required funds</th>
            <td colSpan={3} className="amber">
              {need ? `${need.asset === instrument?.base ? fmtDec(need.amount, instrument.qtyDecimals) : fmtAmount(instrument, need.amount)} ${need.asset}` : '–'}
            </td>
          </tr>
        </tfoot>
      </table>
      <Estimates preview={preview} instrument={instrument} />
    </section>
  );
}

function Line({ name, row, instrument }: { name: PreviewRow['name']; row: PreviewRow | undefined; instrument: Instrument | undefined }) {
  const asset = row?.unit ?? (name === 'position' ? instrument?.base : instrument?.quote) ?? '';
  const show = (value: Decimal | undefined): string => fmtDec(value, decimalsOf(name, instrument));
  return (
    <tr>
      <th scope="row">{name === 'exposure' ? `Exposure ${asset}` : `${asset} ${name}`}</th>
      <td>{show(row?.now)}</td>
      <td className={tone(name, row?.now, row?.submit)}>{show(row?.submit)}</td>
      <td className={`strong ${name === 'position' ? tone(name, row?.now, row?.fill) : ''}`}>{show(row?.fill)}</td>
    </tr>
  );
}

function decimalsOf(name: PreviewRow['name'], instrument: Instrument | undefined): number {
  if (name === 'position') {
    return instrument?.qtyDecimals ?? 5;
  }
  return name === 'exposure' ? 0 : (instrument?.quoteDecimals ?? 2);
}

/** Down in the sell colour, up in the buy colour; what gets reserved is amber. */
function tone(name: PreviewRow['name'], from: Decimal | undefined, to: Decimal | undefined): string {
  const change = from && to && isDecimal(from) && isDecimal(to) ? cmp(to, from) : 0;
  if (change === 0 || name === 'exposure') {
    return '';
  }
  if (name === 'reserved') {
    return 'amber';
  }
  return change > 0 ? 'up' : 'down';
}

function Estimates({ preview, instrument }: { preview: Preview | null; instrument: Instrument | undefined }) {
  const sweeps = preview?.sweeps;
  return (
    <dl className="tk-estimates">
      <div>
        <dt>Est. average</dt>
        <dd>{fmtPx(instrument, preview?.estAvg)}</dd>
      </div>
      <div>
        <dt>Worst level</dt>
        <dd>{fmtPx(instrument, preview?.worst)}</dd>
      </div>
      <div>
        <dt>Slippage</dt>
        <dd>{preview?.slippageBp === undefined ? '–' : `${fmtDec(preview.slippageBp, 1)} bp`}</dd>
      </div>
      <div>
        <dt>Sweeps</dt>
        <dd>{sweeps === undefined ? '–' : `${sweeps} ${sweeps === 1 ? 'level' : 'levels'}`}</dd>
      </div>
    </dl>
  );
}

/** Milliseconds since the newest answer: what the server took for it while it is new, then four times a second how old it grows. */
function usePreviewAge(): number | null {
  const checked = useTicket((s) => s.checked);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return checked === null ? null : Math.max(0, now - checked.at) + checked.tookMs;
}
