import { useState } from 'react';
import { useApp, useInstrument, usePref } from '../app/store';
import { Panel, Seg, type Choice } from '../layout';
import { useChannel, type BarSize } from '../wire';
import { SIZES } from './bars';
import { ChartView } from './ChartView';
import type { Kind } from './priceChart';
import './chart.css';

const SIZE_CHOICES: readonly Choice<BarSize>[] = SIZES.map(({ size, label }) => [size, label]);
const KIND_CHOICES: readonly Choice<Kind>[] = [['candle', 'Candle'], ['line', 'Line']];
/** Fewer minutes than this leave the panel empty: a young market is shown in seconds until someone chooses. */
const FEW_BARS = 30;

/** Price and volume of the chosen instrument, with own orders and fills in it. */
export function ChartPanel() {
  const symbol = useApp((s) => s.symbol);
  const account = useApp((s) => s.account);
  const instrument = useInstrument();
  const [chosen, setChosen] = usePref<string>('chart.size', '');
  const [kind, setKind] = usePref<Kind>('chart.kind', 'candle');
  const [fallback, setFallback] = useState<BarSize>('1m');
  const size = SIZES.find((it) => it.size === chosen)?.size ?? fallback;
  const bars = useChannel('bars', { symbol, size });
  const orders = useChannel('orders', account === null ? null : { account }, (view) => view.data?.items);
  const fills = useChannel('fills', account === null ? null : { account }, (view) => view.data?.items);
  const items = bars.data?.items;
  if (chosen === '' && size === '1m' && items !== undefined && items.length < FEW_BARS) {
    setFallback('1s');
  }
  return (
    <Panel
      id="chart"
      title="Price"
      keys="G C"
      state={bars}
      loadingRows={40}
      empty={items?.length === 0 && `No trades in ${symbol} yet. The first one draws the first bar.`}
      tools={
        <>
          <Seg label="Bar size" value={size} options={SIZE_CHOICES} onChange={setChosen} />
          {size !== 'ticks' && <Seg label="Chart type" value={kind} options={KIND_CHOICES} onChange={setKind} />}
        </>
      }
    >
      {items !== undefined && instrument !== undefined && (
        <ChartView key={`${symbol} ${size}`} bars={items} orders={orders ?? []} fills={fills ?? []} instrument={instrument} size={size} kind={size === 'ticks' ? 'line' : kind} />
      )}
    </Panel>
  );
}
