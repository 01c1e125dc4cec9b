import { useState, type PointerEvent } from 'react';
import { fmtPx, fmtQty } from '../format';
import type { BookRow, Instrument } from '../wire';
import { depthCurves, stairs, stepAt, type DepthStep } from './depth';

interface DepthViewProps {
  readonly bids: readonly BookRow[];
  readonly asks: readonly BookRow[];
  readonly instrument: Instrument | undefined;
}

/** The drawing's own units; it is stretched over the panel. */
const W = 300;
const H = 300;

/** Cumulative quantity by distance from the mid. The pointer says how far an order of that size would reach. */
export function DepthView({ bids, asks, instrument }: DepthViewProps) {
  const [x, setX] = useState<number | null>(null);
  const curves = depthCurves(bids, asks);
  if (curves === null) {
    return <p className="empty grow">One side of the book is empty: there is nothing to compare.</p>;
  }
  const at = x === null ? null : stepAt(curves, x);
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setX(Math.min(1, Math.max(0, (event.clientX - box.left) / Math.max(1, box.width))));
  };
  const text = at === null ? 'Move over the curves: size → price reached' : reachText(at.side === 'SELL' ? 'sell' : 'buy', at.step, instrument);
  return (
    <figure className="depth">
      <figcaption className={at === null ? 'depth-text dim' : 'depth-text'}>{text}</figcaption>
      <div className="depth-plot" onPointerMove={onPointerMove} onPointerLeave={() => setX(null)}>
        <svg viewBox={`0 0 ${W} ${H}`} preserveAspectRatio="none" role="img" aria-label={summary(curves.bids, curves.asks, instrument)}>
          <Curve steps={curves.bids} side="bid" />
          <Curve steps={curves.asks} side="ask" />
          {at !== null && <line className="depth-cross" x1={at.step.x * W} x2={at.step.x * W} y1={0} y2={H} />}
        </svg>
        {at !== null && <i className="depth-dot" style={{ left: `${at.step.x * 100}%`, top: `${(1 - at.step.y) * 100}%` }} />}
      </div>
      <div className="depth-axis">
        <span>{fmtPx(instrument, bids.at(-1)?.[0])}</span>
        <span>{fmtPx(instrument, bids[0]?.[0])} · {fmtPx(instrument, asks[0]?.[0])}</span>
        <span>{fmtPx(instrument, asks.at(-1)?.[0])}</span>
      </div>
    </figure>
  );
}

/** Real levels as a line over an area; what is synthetic only continues them, dashed and without ground. */
function Curve({ steps, side }: { steps: readonly DepthStep[]; side: 'bid' | 'ask' }) {
  const real = steps.filter((step) => !step.synthetic);
  return (
    <g className={`depth-${side}`}>
      {real.length < steps.length && <path className="depth-synthetic" d={stairs(steps, W, H, false)} />}
      <path className="depth-area" d={realStairs(real, steps, true)} />
      <path className="depth-line" d={realStairs(real, steps, false)} />
    </g>
  );
}

function realStairs(real: readonly DepthStep[], all: readonly DepthStep[], area: boolean): string {
  return stairs(real, W, H, area, real.length < all.length ? real.at(-1)?.x : undefined);
}

function reachText(verb: string, step: DepthStep, instrument: Instrument | undefined): string {
  const [px, , total, flag] = step.row;
  return `${verb} ${fmtQty(instrument, total)} ${instrument?.base ?? ''} → ${fmtPx(instrument, px)}${flag === 'S' ? ' (synthetic)' : ''}`;
}

function summary(bids: readonly DepthStep[], asks: readonly DepthStep[], instrument: Instrument | undefined): string {
  const side = (steps: readonly DepthStep[]) => {
    const row = steps.at(-1)?.row;
    return `${fmtQty(instrument, row?.[2])} down to ${fmtPx(instrument, row?.[0])}`;
  };
  return `Cumulative depth. Bids: ${side(bids)}. Asks: ${side(asks).replace('down', 'up')}.`;
}
