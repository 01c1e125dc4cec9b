import { useEffect, useRef, useState } from 'react';
import { fmtDec } from '../format';
import type { Bar, BarSize, Fill, Instrument, Order } from '../wire';
import { Attribution } from './Attribution';
import { BarTable } from './BarTable';
import { SIZES, type ChartBar } from './bars';
import { onLook, readLook } from './look';
import { fillMarks, orderLines } from './marks';
import { PriceChart, type Kind } from './priceChart';
import { Readout } from './Readout';
import { usePaced } from './usePaced';

interface ChartViewProps {
  readonly bars: readonly Bar[];
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  readonly instrument: Instrument;
  readonly size: BarSize;
  readonly kind: Kind;
}

/** More often than four times a second a chart costs a core and shows nothing more. */
const PACE_MS = 250;

export function ChartView(props: ChartViewProps) {
  const { instrument, size, kind } = props;
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<PriceChart | null>(null);
  const [bar, setBar] = useState<ChartBar>();
  const { symbol, pxDecimals } = instrument;

  useEffect(() => {
    const element = host.current;
    if (element === null) {
      return undefined;
    }
    const made = new PriceChart(
      element,
      {
        kind,
        points: size === 'ticks',
        seconds: size === 'ticks' || size === '1s',
        decimals: pxDecimals,
        price: (value) => fmtDec(value.toFixed(pxDecimals), pxDecimals),
        onBar: setBar,
      },
      readLook(element),
    );
    setChart(made);
    const forget = onLook(() => made.recolour(readLook(element)));
    return () => {
      forget();
      setChart(null);
      made.dispose();
    };
  }, [kind, size, pxDecimals]);

  const { bars, orders, fills } = usePaced(props, PACE_MS);
  useEffect(() => {
    if (chart !== null) {
      const drawn = chart.bars(bars);
      chart.orders(orderLines(orders, symbol, drawn.at(-1)?.close ?? 0));
      chart.fills(fillMarks(fills, symbol, drawn));
    }
  }, [bars, orders, fills, symbol, chart]);

  const label = SIZES.find((it) => it.size === size)?.label ?? size;
  return (
    <div className="chart">
      <div ref={host} className="chart-host" role="img" aria-label={summary(instrument, label, kind, bars)} />
      <Readout bar={bar?.source} instrument={instrument} />
      <Attribution />
      <BarTable bars={bars} instrument={instrument} />
    </div>
  );
}

function summary(instrument: Instrument, label: string, kind: Kind, bars: readonly Bar[]): string {
  const last = bars.at(-1);
  const shape = kind === 'candle' ? 'candles' : 'line';
  return `${instrument.symbol} price, ${label} ${shape}, ${bars.length} bars, last ${fmtDec(last?.c, instrument.pxDecimals)} ${instrument.quote}. A table of the newest bars follows.`;
}
