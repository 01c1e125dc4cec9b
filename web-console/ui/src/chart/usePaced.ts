import { useEffect, useRef, useState } from 'react';

/** The value, but new at most once in `ms`: the first change at once, later ones when their time has come, the last one never lost. */
export function usePaced<T>(value: T, ms: number): T {
  const [shown, setShown] = useState(value);
  const newest = useRef(value);
  const shownAt = useRef(-Infinity);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    newest.current = value;
    const show = () => {
      timer.current = undefined;
      shownAt.current = performance.now();
      setShown(newest.current);
    };
    const wait = shownAt.current + ms - performance.now();
    if (wait <= 0) {
      show();
    } else {
      timer.current ??= setTimeout(show, wait);
    }
  }, [value, ms]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return shown;
}
