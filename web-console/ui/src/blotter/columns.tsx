import { fmtIso, fmtTime } from '../format';
import type { Column } from '../layout';
import type { Fill } from '../wire';
import { AmendCell } from './AmendCell';
import { AmountCell, CancelCell, FilledCell, NoteCell, OrderName, PxCell, QtyCell, shortId, SideCell, StatusCell } from './cells';
import type { Row } from './merge';
import type { Sort, SortColumn } from './sort';

type OrderColumn = Omit<Column<Row>, 'onSort' | 'sorted'> & {
  /** Narrowest panel, in pixels, that shows it unless it was chosen away. */
  readonly from: number;
  readonly sort?: SortColumn;
};

function Time({ ns }: { ns: string }) {
  return <span className="dim" title={fmtIso(ns)}>{fmtTime(ns)}</span>;
}

const ALL: readonly OrderColumn[] = [
  { id: 'time', title: 'Time', width: '76px', from: 0, sort: 'time', cell: ({ order }) => <Time ns={order.time} /> },
  { id: 'order', title: 'Order', width: '68px', from: 940, sort: 'order', cell: ({ order }) => <OrderName order={order} /> },
  { id: 'symbol', title: 'Symbol', width: '60px', from: 0, sort: 'symbol', cell: ({ order }) => order.symbol },
  { id: 'side', title: 'Side', width: '32px', from: 0, sort: 'side', cell: ({ order }) => <SideCell side={order.side} /> },
  { id: 'type', title: 'Type', width: '50px', from: 1240, cell: ({ order }) => order.ordType },
  { id: 'qty', title: 'Qty', width: '66px', align: 'right', from: 0, sort: 'qty', cell: (row) => <AmendCell row={row} field="qty" /> },
  { id: 'limit', title: 'Limit', width: '70px', align: 'right', from: 0, sort: 'limit', cell: (row) => <AmendCell row={row} field="px" /> },
  { id: 'filled', title: 'Filled', width: '104px', align: 'right', from: 0, sort: 'filled', cell: ({ order }) => <FilledCell order={order} /> },
  { id: 'leaves', title: 'Leaves', width: '70px', align: 'right', from: 1240, cell: ({ order }) => <QtyCell symbol={order.symbol} qty={order.leavesQty} /> },
  { id: 'avg', title: 'Avg px', width: '66px', align: 'right', from: 860, sort: 'avg', cell: ({ order }) => <PxCell symbol={order.symbol} px={order.avgPx} /> },
  { id: 'status', title: 'Status', width: '98px', from: 0, sort: 'status', cell: ({ order }) => <StatusCell order={order} /> },
  { id: 'tif', title: 'TIF', width: '30px', from: 800, sort: 'tif', cell: ({ order }) => <span className="dim">{order.tif}</span> },
  { id: 'source', title: 'Source', width: '74px', from: 1240, cell: ({ order }) => <span className="dim">{order.source}</span> },
  { id: 'note', title: 'Note', width: 'minmax(90px, 1fr)', from: 0, cell: (row) => <NoteCell row={row} /> },
  { id: 'cancel', title: <span className="sr-only">Cancel</span>, width: '24px', from: 0, cell: (row) => <CancelCell row={row} /> },
];

/** Columns a person may choose away. */
export const CHOICES: readonly (readonly [id: string, title: string])[] = ALL.flatMap(({ id, title }) =>
  typeof title === 'string' && id !== 'status' ? [[id, title] as const] : [],
);

/** The columns that fit the width, less those chosen away, with the sort in their headings. */
export function orderColumns(width: number, hidden: readonly string[], sort: Sort, onSort: (column: SortColumn) => void): readonly Column<Row>[] {
  return ALL.filter((it) => it.from <= width && !hidden.includes(it.id)).map((column) => headed(column, sort, onSort));
}

function headed(column: OrderColumn, now: Sort, onSort: (column: SortColumn) => void): Column<Row> {
  const { sort } = column;
  if (sort === undefined) {
    return column;
  }
  const onPress = { ...column, onSort: () => onSort(sort) };
  return sort === now.column ? { ...onPress, sorted: now.down ? 'descending' : 'ascending' } : onPress;
}

export const FILL_COLUMNS: readonly Column<Fill>[] = [
  { id: 'time', title: 'Time', width: '76px', cell: (fill) => <Time ns={fill.time} /> },
  { id: 'order', title: 'Order', width: '68px', cell: (fill) => <span title={fill.clOrdId}>{shortId(fill.clOrdId)}</span> },
  { id: 'symbol', title: 'Symbol', width: '60px', cell: (fill) => fill.symbol },
  { id: 'side', title: 'Side', width: '32px', cell: (fill) => <SideCell side={fill.side} /> },
  { id: 'qty', title: 'Qty', width: '76px', align: 'right', cell: (fill) => <QtyCell symbol={fill.symbol} qty={fill.qty} /> },
  { id: 'px', title: 'Price', width: '76px', align: 'right', cell: (fill) => <PxCell symbol={fill.symbol} px={fill.px} /> },
  { id: 'amount', title: 'Amount', width: '92px', align: 'right', cell: (fill) => <AmountCell fill={fill} /> },
  { id: 'role', title: 'Role', width: '62px', cell: (fill) => <span className="dim">{fill.aggressor ? 'aggressor' : 'resting'}</span> },
  { id: 'trade', title: 'Trade', width: 'minmax(80px, 1fr)', cell: (fill) => <span className="dim">{fill.tradeId}</span> },
];
