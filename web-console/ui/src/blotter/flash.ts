import type { OrderWord } from '../wire/types';
import type { Row } from './merge';

/** `live`: yellow, green, ground in 900 ms; `filled`: blue once. */
export type FlashKind = 'live' | 'filled';

export interface Flashes {
  /** False until the first set of rows was taken in. */
  readonly started: boolean;
  /** The word each row had last. */
  readonly words: ReadonlyMap<string, OrderWord>;
  /** Rows that flash now. */
  readonly now: ReadonlyMap<string, FlashKind>;
  /** Rejected rows nobody has looked at yet. */
  readonly unseen: ReadonlySet<string>;
}

export const NO_FLASHES: Flashes = { started: false, words: new Map(), now: new Map(), unseen: new Set() };

/**
 * What changes between two sets of rows light up. The first set (a snapshot) lights nothing, except rows this page watched before:
 * a row that was WAITING when the connection went and is LIVE after it is news.
 */
export function flashed(before: Flashes, rows: readonly Row[]): Flashes {
  const now = new Map(before.now);
  const unseen = new Set(before.unseen);
  let changed = !before.started || rows.length !== before.words.size;
  for (const { order, local } of rows) {
    const was = before.words.get(order.key);
    if (was === order.word) {
      continue;
    }
    changed = true;
    const news = was !== undefined || (before.started && local === undefined);
    if (order.word === 'LIVE' && was === 'WAITING') {
      now.set(order.key, 'live');
    } else if (order.word === 'FILLED' && news) {
      now.set(order.key, 'filled');
    } else if (order.word === 'REJECTED' && (news || local === 'refused')) {
      unseen.add(order.key);
    }
  }
  if (!changed) {
    return before;
  }
  return { started: true, words: new Map(rows.map(({ order }) => [order.key, order.word])), now, unseen };
}

/** The row's flash has run. */
export function flashEnded(before: Flashes, key: string): Flashes {
  if (!before.now.has(key)) {
    return before;
  }
  const now = new Map(before.now);
  now.delete(key);
  return { ...before, now };
}

/** Somebody has looked at these rows. */
export function seen(before: Flashes, keys: Iterable<string>): Flashes {
  const unseen = new Set(before.unseen);
  for (const key of keys) {
    unseen.delete(key);
  }
  return unseen.size === before.unseen.size ? before : { ...before, unseen };
}
