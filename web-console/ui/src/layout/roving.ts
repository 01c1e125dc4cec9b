import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

export interface RovingOptions {
  readonly count: number;
  /** Rows that one page key moves. */
  readonly page?: number;
  onActivate?(index: number): void;
  onMove?(index: number): void;
  /** Where the rows live, if they are not all drawn: brings the row into being before it is focused. */
  reveal?(index: number): void;
}

export interface Roving {
  readonly index: number;
  readonly gridProps: { ref: (el: HTMLElement | null) => void; onKeyDown(event: KeyboardEvent): void };
  rowProps(index: number): { tabIndex: 0 | -1; 'data-index': number; onFocus(event: FocusEvent): void };
  move(index: number): void;
}

/** One tab stop for a table: arrows, PgUp, PgDn, Home and End move the focus, Enter activates. */
export function useRoving({ count, page = 10, onActivate, onMove, reveal }: RovingOptions): Roving {
  const [wanted, setIndex] = useState(0);
  const root = useRef<HTMLElement | null>(null);
  const index = Math.max(0, Math.min(wanted, count - 1));
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(to, count - 1));
    setIndex(next);
    onMove?.(next);
    reveal?.(next);
    const focus = (): void => root.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
    if (reveal === undefined) {
      focus();
    } else {
      requestAnimationFrame(focus);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.target as Element).closest('[data-index]') === null || (event.target as Element).matches('input, select')) {
      return;
    }
    const to = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && onActivate !== undefined && !(event.target as Element).matches('button')) {
      event.preventDefault();
      onActivate(index);
    }
  };
  return {
    index,
    move,
    gridProps: { ref: (el) => void (root.current = el), onKeyDown },
    rowProps: (at) => ({ tabIndex: at === index ? 0 : -1, 'data-index': at, onFocus: () => setIndex(at) }),
  };
}
