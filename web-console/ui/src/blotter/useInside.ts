import { type FocusEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { freezeRows, type Frozen } from './freeze';

interface InsideProps {
  onPointerEnter(): void;
  onPointerLeave(): void;
  onFocus(): void;
  onBlur(event: FocusEvent): void;
}

/** Rows held still while the pointer or the cursor is over them; `release` lets the waiting ones in. */
export function useHeldRows<T>(
  passing: readonly T[],
  all: readonly T[],
  keyOf: (row: T) => string,
  question: string,
): Frozen<T> & { readonly insideProps: InsideProps; release(): void } {
  const [held, setHeld] = useState<{ question: string; keys: ReadonlySet<string> } | null>(null);
  const pointer = useRef(false);
  const focus = useRef(false);
  const entered = () => ({ question, keys: new Set(passing.map(keyOf)) });
  // Another tab, filter or order is another question: its answer is shown at once, and held from then on.
  const now = held === null || held.question === question ? held : entered();
  if (now !== held) {
    setHeld(now);
  }
  const hold = (): void => setHeld((before) => before ?? entered());
  const letGo = (): void => {
    if (!pointer.current && !focus.current) {
      setHeld(null);
    }
  };
  return {
    ...freezeRows(passing, all, keyOf, now?.keys ?? null),
    insideProps: {
      onPointerEnter: () => {
        pointer.current = true;
        hold();
      },
      onPointerLeave: () => {
        pointer.current = false;
        letGo();
      },
      onFocus: () => {
        focus.current = true;
        hold();
      },
      onBlur: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) {
          focus.current = false;
          letGo();
        }
      },
    },
    release: () => setHeld(entered()),
  };
}

/** The element's width in whole steps of 20 px, so that a splitter being dragged does not draw the table anew each time. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(1010);
  useEffect(() => {
    const element = ref.current;
    if (element === null || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width / 20) * 20));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
