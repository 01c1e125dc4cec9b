import type { ChannelName, Payload } from './types';

/** How a channel's frames build on one another; the protocol page has the three rules. */
type Shape = { kind: 'plain' } | { kind: 'keyed'; key: string; keep?: number } | { kind: 'growing'; key: string; keep: number };

const SHAPES: Readonly<Record<ChannelName, Shape>> = {
  instruments: { kind: 'keyed', key: 'symbol' },
  top: { kind: 'keyed', key: 'symbol' },
  book: { kind: 'plain' },
  tape: { kind: 'growing', key: 'id', keep: 200 },
  bars: { kind: 'keyed', key: 't', keep: 1000 },
  tiles: { kind: 'plain' },
  balances: { kind: 'keyed', key: 'asset' },
  orders: { kind: 'keyed', key: 'key' },
  fills: { kind: 'growing', key: 'execId', keep: 1000 },
  sessions: { kind: 'keyed', key: 'session' },
  fix: { kind: 'growing', key: 'pos', keep: 1000 },
  latency: { kind: 'plain' },
  health: { kind: 'keyed', key: 'part' },
  alarms: { kind: 'keyed', key: 'id', keep: 200 },
};

/** Not data of the channel, but of the frame around it. */
const ENVELOPE = new Set(['t', 'id', 'seq', 'from', 'items', 'gone']);

/**
 * The page's copy of one channel: mutable inside, so that many deltas between two frames cost one publish. `view()` makes
 * the immutable picture that React sees.
 */
export class Fold {
  private readonly shape: Shape;
  private plain: Record<string, unknown> = {};
  private byKey = new Map<string, object>();
  private list: object[] = [];

  constructor(channel: ChannelName) {
    this.shape = SHAPES[channel];
  }

  snapshot(frame: Payload): void {
    this.plain = {};
    this.byKey = new Map();
    this.list = [];
    this.delta(frame);
  }

  delta(frame: Payload): void {
    for (const [name, value] of Object.entries(frame)) {
      if (!ENVELOPE.has(name)) {
        this.plain[name] = value;
      }
    }
    const items = frame.items ?? [];
    switch (this.shape.kind) {
      case 'plain':
        return;
      case 'keyed':
        return this.put(items, frame.gone ?? [], this.shape.key, this.shape.keep);
      case 'growing':
        this.list.push(...items);
        if (this.list.length > this.shape.keep) {
          this.list = this.list.slice(-this.shape.keep);
        }
        return;
    }
  }

  view(): object {
    switch (this.shape.kind) {
      case 'plain':
        return { ...this.plain };
      case 'keyed':
        return { ...this.plain, items: [...this.byKey.values()], byKey: new Map(this.byKey) };
      case 'growing':
        return { ...this.plain, items: [...this.list] };
    }
  }

  private put(items: readonly object[], gone: readonly string[], key: string, keep: number | undefined): void {
    for (const item of items) {
      this.byKey.set(String((item as Record<string, unknown>)[key]), item);
    }
    for (const name of gone) {
      this.byKey.delete(name);
    }
    if (keep !== undefined) {
      for (const oldest of this.byKey.keys()) {
        if (this.byKey.size <= keep) {
          return;
        }
        this.byKey.delete(oldest);
      }
    }
  }
}
