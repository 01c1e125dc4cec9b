import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { tokenPx } from '../theme';
import { useRoving } from './roving';

export interface Column<Row> {
  readonly id: string;
  readonly title: ReactNode;
  /** A grid track: `90px`, `1fr`, `minmax(80px, 1fr)`. */
  readonly width: string;
  readonly align?: 'right';
  cell(row: Row): ReactNode;
  /** Press on the heading; gives the column `aria-sort`. */
  onSort?(): void;
  readonly sorted?: 'ascending' | 'descending';
}

export interface GridTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  rowKey(row: Row): string;
  rowClass?(row: Row): string;
  readonly selected?: string | null;
  onSelect?(row: Row): void;
  /** Enter or double click. */
  onActivate?(row: Row): void;
  onRowKey?(row: Row, event: KeyboardEvent): void;
  onContext?(row: Row, event: MouseEvent): void;
  /** In pixels; the token `--row` if not given. */
  readonly rowHeight?: number;
  readonly className?: string;
}

const VIRTUAL_ABOVE = 100;

/** A real `grid`: one tab stop, sticky heading, rows drawn only where seen once there are more than a hundred. */
export function GridTable<Row>(props: GridTableProps<Row>): ReactNode {
  const { columns, rows, rowKey } = props;
  const scroller = useRef<HTMLDivElement | null>(null);
  const virtual = rows.length > VIRTUAL_ABOVE;
  const height = props.rowHeight ?? tokenPx('--row', 20);
  const virtualizer = useVirtualizer({
    count: virtual ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: height,
  });
  const roving = useRoving({
    count: rows.length,
    ...(virtual ? { reveal: (index: number) => virtualizer.scrollToIndex(index) } : {}),
    onMove: (index) => rows[index] !== undefined && props.onSelect?.(rows[index]),
    onActivate: (index) => rows[index] !== undefined && props.onActivate?.(rows[index]),
  });
  const tracks: CSSProperties = { gridTemplateColumns: columns.map((it) => it.width).join(' ') };
  const line = (row: Row, index: number, style: CSSProperties): ReactNode => (
    <div
      key={rowKey(row)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected === undefined ? undefined : props.selected === rowKey(row)}
      className={`grid-row ${props.rowClass?.(row) ?? ''}`}
      style={style}
      {...roving.rowProps(index)}
      onClick={() => props.onSelect?.(row)}
      onDoubleClick={() => props.onActivate?.(row)}
      onKeyDown={(event) => props.onRowKey?.(row, event)}
      onContextMenu={(event) => props.onContext?.(row, event)}
    >
      <Cells columns={columns} row={row} />
    </div>
  );
  return (
    <div
      {...roving.gridProps}
      ref={(el) => {
        scroller.current = el;
        roving.gridProps.ref(el);
      }}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      className={`grid ${props.className ?? ''}`}
      tabIndex={-1}
    >
      <div role="row" aria-rowindex={1} className="grid-head" style={tracks}>
        {columns.map((it) => (
          <span key={it.id} role="columnheader" aria-sort={it.sorted} className={cellClass(it)}>
            <Heading column={it} />
          </span>
        ))}
      </div>
      {virtual ? (
        <div role="rowgroup" className="grid-space" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((it) => {
            const row = rows[it.index];
            return row === undefined ? null : line(row, it.index, { ...tracks, height, transform: `translateY(${it.start}px)` });
          })}
        </div>
      ) : (
        rows.map((row, index) => line(row, index, { ...tracks, height }))
      )}
    </div>
  );
}

function Heading<Row>({ column }: { column: Column<Row> }): ReactNode {
  const arrow = column.sorted === undefined ? '' : column.sorted === 'ascending' ? ' ▲' : ' ▼';
  return column.onSort === undefined ? (
    column.title
  ) : (
    <button type="button" className="grid-sort" tabIndex={-1} onClick={column.onSort}>
      {column.title}
      {arrow}
    </button>
  );
}

function CellsOf<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }): ReactNode {
  return columns.map((it) => (
    <span key={it.id} role="gridcell" className={cellClass(it)}>
      {it.cell(row)}
    </span>
  ));
}

/** Unchanged items keep their identity on the wire, so that most rows cost nothing. Give columns that do not change each time. */
const Cells = memo(CellsOf) as typeof CellsOf;

function cellClass(column: { align?: 'right' }): string {
  return column.align === 'right' ? 'grid-cell right' : 'grid-cell';
}

