import { toNumber } from '../format';
import type { Bar, BarSize } from '../wire';

/** The sizes on offer, with the seconds one bar lasts (0: one per trade). */
export const SIZES: readonly { readonly size: BarSize; readonly label: string; readonly seconds: number }[] = [
  { size: 'ticks', label: 'Ticks', seconds: 0 },
  { size: '1s', label: '1s', seconds: 1 },
  { size: '1m', label: '1m', seconds: 60 },
  { size: '5m', label: '5m', seconds: 300 },
  { size: '15m', label: '15m', seconds: 900 },
  { size: '1h', label: '1h', seconds: 3600 },
];

/** A bar as the chart draws it. Floating point ends here: nothing computed from it goes back to the server. */
export interface ChartBar {
  /** Seconds since the epoch, strictly ascending; a fraction in ticks. */
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly source: Bar;
}

/** Microseconds survive in a float of seconds; two trades in the same one are set apart by one. */
const STEP = 1e-6;

/** Epoch nanoseconds as text to seconds. Cut to microseconds first: a float cannot hold more. */
export function seconds(nanos: string): number {
  return Number(nanos.slice(0, -3)) / 1e6;
}

/** Bars in the order of time; the chart takes no two at the same instant. */
export function chartBars(bars: readonly Bar[]): readonly ChartBar[] {
  const drawn: ChartBar[] = [];
  let before = -Infinity;
  for (const source of bars) {
    const at = seconds(source.t);
    const time = at > before ? at : before + STEP;
    before = time;
    drawn.push({
      time,
      open: toNumber(source.o),
      high: toNumber(source.h),
      low: toNumber(source.l),
      close: toNumber(source.c),
      volume: toNumber(source.v),
      source,
    });
  }
  return drawn;
}

/** What must be told to a chart that holds `before`: everything anew, or only the newest bars. */
export type ChartChange = { readonly kind: 'set' } | { readonly kind: 'update'; readonly from: number } | { readonly kind: 'none' };

/**
 * Compares by the identity of the bars, which stays while they are unchanged. Bars may have fallen off the front; a change
 * before the last held one (a resync, another symbol) means anew.
 */
export function chartChange(before: readonly Bar[], now: readonly Bar[]): ChartChange {
  const first = now[0];
  const start = first === undefined ? -1 : before.findIndex((bar) => bar.t === first.t);
  const held = before.length - start;
  if (start < 0 || now.length < held) {
    return { kind: 'set' };
  }
  for (let i = 0; i < held - 1; i++) {
    if (now[i] !== before[start + i]) {
      return { kind: 'set' };
    }
  }
  const lastHeldUnchanged = now[held - 1] === before[before.length - 1];
  if (lastHeldUnchanged && now.length === held) {
    return { kind: 'none' };
  }
  return { kind: 'update', from: lastHeldUnchanged ? held : held - 1 };
}

/** The bar that the pointer is on: that time's, or the last one. */
export function barAt(bars: readonly ChartBar[], time: number | null): ChartBar | undefined {
  return time === null ? bars.at(-1) : (bars.find((bar) => bar.time === time) ?? bars.at(-1));
}
