import { memo } from 'react';
import type { RowView } from './bookView';

interface BookRowProps extends RowView {
  readonly side: 'bid' | 'ask';
  /** Position in the whole table, asks first; also the ARIA row. */
  readonly index: number;
  readonly tabIndex: 0 | -1;
  readonly title: string;
}

/**
 * One level. Keyed by position, not by price: a moving book changes texts and bar lengths and moves no element. Only plain
 * values come in, so an unchanged level is skipped.
 */
export const BookRow = memo(function BookRow(row: BookRowProps) {
  const look = `book-row book-${row.side}${row.synthetic ? ' book-synthetic' : ''}`;
  return (
    <div
      className={look}
      role="row"
      aria-rowindex={row.index + 2}
      tabIndex={row.tabIndex}
      data-index={row.index}
      title={row.title || undefined}
      style={{ backgroundSize: `${row.share * 100}% calc(100% - 1px)` }}
    >
      <span role="gridcell" className="book-mine" data-col="mine">
        {row.mine !== '' && <b className="book-chip">{row.mine}</b>}
      </span>
      <span role="gridcell" className="book-px" data-col="px">{row.px}</span>
      <span role="gridcell" className="book-size" data-col="size">{row.size}</span>
      <span role="gridcell" className="book-total" data-col="total">{row.total}</span>
    </div>
  );
});
