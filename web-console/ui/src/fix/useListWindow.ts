import { useLayoutEffect, useRef, useState } from 'react';
import type { Line } from './fixLog';

/** Rows drawn beyond what is seen, so that a turn of the wheel finds them there. */
const BEYOND = 6;
/** The heading stays in place over the rows; as `.fix-head` in the CSS. */
const HEAD_PX = 20;

/**
 * The part of a long list, newest first, that has to be drawn, and its stillness: while the list is scrolled down, or the
 * pointer is in it, arrivals move nothing under the reader's eyes and are counted. All rows are equally high, so a
 * list of a hundred thousand costs no more than what is seen of it.
 */
export function useListWindow(lines: readonly Line[], rowPx: number) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ first: 0, count: 0 });
  const [unseen, setUnseen] = useState(0);
  const inside = useRef(false);
  /** The reader's doing, as opposed to what this hook scrolled. */
  const scrolled = useRef(false);
  const ours = useRef(0);
  const newest = useRef(-1);
  /** Height of a row when it was last looked where the list stands. */
  const lookedPx = useRef(rowPx);

  const look = () => {
    const { scrollTop = 0 } = box.current ?? {};
    const first = Math.floor(scrollTop / rowPx);
    const count = Math.ceil(heightOf(box.current) / rowPx) + 1;
    setSeen((old) => (old.first === first && old.count === count ? old : { first, count }));
  };
  const looks = useRef(look);
  useLayoutEffect(() => {
    looks.current = look;
  });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => looks.current());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const before = newest.current;
    newest.current = lines.at(-1)?.n ?? -1;
    const added = lines.length - 1 - lines.findLastIndex((line) => line.n <= before);
    const element = box.current;
    if (before >= 0 && added > 0 && (inside.current || scrolled.current) && element !== null) {
      element.scrollTop += added * rowPx;
      ours.current = element.scrollTop;
      setUnseen((n) => n + added);
    } else if (before >= 0 && rowPx === lookedPx.current) {
      return; // Asking where the list stands has the whole page laid out at once: not for every arrival.
    }
    lookedPx.current = rowPx;
    looks.current();
  }, [lines, rowPx]);

  const follow = () => {
    if (box.current) box.current.scrollTop = 0;
    scrolled.current = false;
    setUnseen(0);
  };
  const reveal = (index: number) => {
    const element = box.current;
    if (element === null) return;
    const top = index * rowPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowPx > element.scrollTop + heightOf(element)) element.scrollTop = top + rowPx - heightOf(element);
  };
  const boxProps = {
    onPointerEnter: () => {
      inside.current = true;
    },
    onPointerLeave: () => {
      inside.current = false;
      if (!scrolled.current) follow();
    },
    onScroll: () => {
      const top = box.current?.scrollTop ?? 0;
      if (top === 0) follow();
      else if (top !== ours.current) scrolled.current = true;
      look();
    },
  };
  const from = Math.max(0, Math.min(seen.first - BEYOND, lines.length - seen.count));
  const to = Math.min(lines.length, seen.first + seen.count + BEYOND);
  return { box, boxProps, from, to, rowsSeen: seen.count, reveal, unseen, follow };
}

/** What of the box shows rows. */
function heightOf(box: HTMLElement | null): number {
  return Math.max(0, (box?.clientHeight ?? 0) - HEAD_PX);
}
