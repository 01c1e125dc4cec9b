import { memo } from 'react';
import { fmtInt } from '../format';
import { bidPercent } from './bookView';

interface BookFootProps {
  readonly imbalance: number | string | undefined;
  readonly feedSeq: number | string;
  readonly ownBeyond: number;
}

/** Which side is heavier, what the marks mean, and the feed's sequence number as evidence of how fresh this is. */
export const BookFoot = memo(function BookFoot({ imbalance, feedSeq, ownBeyond }: BookFootProps) {
  const bid = bidPercent(imbalance);
  return (
    <footer className="book-foot">
      <div className="book-imbalance" title="Share of bids and asks in the real sizes shown; synthetic levels do not count">
        <span className="buy">B {bid === null ? '–' : `${bid}%`}</span>
        <span className="book-balance">
          {bid !== null && <i style={{ transform: `scaleX(${bid / 100})` }} />}
          <i className="book-balance-ask" style={{ transform: `scaleX(${bid === null ? 0 : 1 - bid / 100})` }} />
        </span>
        <span className="sell">{bid === null ? '–' : `${100 - bid}%`} S</span>
      </div>
      <div className="book-legend">
        <i className="book-key book-key-synthetic" /> Synthetic depth
        <i className="book-key book-key-mine" /> My orders{ownBeyond > 0 && ` · ${ownBeyond} beyond`}
        <span className="grow" />
        seq {fmtInt(feedSeq)}
      </div>
    </footer>
  );
});
