import { memo } from 'react';
import { fmtIso, fmtPx, fmtQty, fmtTime } from '../format';
import type { Instrument, TapeItem } from '../wire';

interface TapeRowProps {
  readonly trade: TapeItem;
  readonly instrument: Instrument | undefined;
  readonly large: boolean;
}

/**
 * One trade. Keyed by its place, not by the trade: in a fast market texts change, and no element is made or moved. Arrow and colour are
 * the side of who took the price; the style sheet draws the arrow and has its word.
 */
export const TapeRow = memo(function TapeRow({ trade, instrument, large }: TapeRowProps) {
  const bought = trade.side === 'BUY';
  const look = `tape-row${large ? ' tape-large' : ''}${trade.own ? ' tape-own' : ''}`;
  return (
    <div className={look} role="row" title={`${fmtIso(trade.time)} · ${bought ? 'a buyer took the ask' : 'a seller took the bid'}${trade.own ? ' · own trade' : ''}`}>
      <span role="cell" className="tape-time">{fmtTime(trade.time, 'ms')}</span>
      <span role="cell" className={bought ? 'tape-px buy' : 'tape-px sell'}>{fmtPx(instrument, trade.px)}</span>
      <span role="cell" className="tape-size">{fmtQty(instrument, trade.qty)}</span>
    </div>
  );
});
