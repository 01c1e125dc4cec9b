import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { useChannel } from '../wire';
import { FixLog } from './fixLog';

const NO_ARGS = {};

/** The messages received since the panel is shown, and the channel they come from. */
export function useFixLog() {
  const view = useChannel('fix', NO_ARGS);
  const [log] = useState(() => new FixLog());
  const items = view.data?.items;
  useLayoutEffect(() => {
    if (items) log.take(items);
  }, [log, items]);
  return { view, shown: useSyncExternalStore(log.subscribe, log.shown) };
}
