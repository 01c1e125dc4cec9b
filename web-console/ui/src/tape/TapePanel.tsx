import { useState } from 'react';
import { useApp, useInstrument, usePref } from '../app/store';
import { useAction } from '../keys';
import { Panel } from '../layout';
import { useChannel } from '../wire';
import { TapeLimitsForm } from './TapeLimitsForm';
import { TapeList } from './TapeList';
import { boldFrom, limitsText, showFrom, type TapePrefs } from './tape';
import './tape.css';

/** Every trade of the chosen instrument, newest on top. */
export function TapePanel() {
  const symbol = useApp((s) => s.symbol);
  const instrument = useInstrument();
  const tape = useChannel('tape', { symbol });
  const [prefs, setPrefs] = usePref<TapePrefs>('tape.limits', {});
  const [open, setOpen] = useState(false);
  const limits = prefs[symbol];
  const bold = boldFrom(limits, instrument);
  const show = showFrom(limits);
  useAction({ id: 'tape.filter', title: 'Filter time & sales by size', keys: ['/'], scope: 'tape', run: () => setOpen(true) });
  const trades = tape.data?.items ?? [];
  return (
    <Panel
      id="tape"
      title="Time & sales"
      keys="G S"
      state={tape}
      loadingRows={60}
      empty={tape.data !== undefined && trades.length === 0 && 'No trades yet. The first one appears here by itself.'}
      tools={
        <button type="button" className="tape-limits" aria-expanded={open} title="Set from which size trades are bold, and shown" onClick={() => setOpen(!open)}>
          {limitsText(bold, show, instrument?.base ?? '')}
        </button>
      }
    >
      {open && (
        <TapeLimitsForm
          key={`limits ${symbol}`}
          limits={limits ?? {}}
          boldDefault={boldFrom(undefined, instrument) ?? ''}
          onChange={(next) => setPrefs({ ...prefs, [symbol]: next })}
          onClose={() => setOpen(false)}
        />
      )}
      <TapeList key={`list ${symbol}`} trades={trades} instrument={instrument} bold={bold} show={show} />
    </Panel>
  );
}
