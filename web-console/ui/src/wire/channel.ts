import { Fold } from './fold';
import type { ChannelName, DataOf, ErrorCode, Payload } from './types';

export type Status = 'loading' | 'live' | 'stale' | 'resync' | 'reconnecting' | 'error';

/** What a panel sees of a channel. A new object with each publish. */
export interface ChannelView<C extends ChannelName = ChannelName> {
  /** The last known state; kept while stale or reconnecting. */
  readonly data: DataOf<C> | undefined;
  readonly status: Status;
  /** Since the channel was last heard of; counts only while stale or reconnecting. */
  readonly ageMs: number;
  /** The rate the server really shows us. */
  readonly hz: number;
  readonly error: { readonly code: ErrorCode; readonly text: string } | undefined;
  readonly version: number;
  retry(): void;
}

const STALE_MS = 2000;

/** One subscription: a fold, the sequence number it stands at, and who listens. Knows nothing of sockets. */
export class Channel {
  /** Null while not subscribed at the server. */
  id: string | null = null;
  /** Null while a snapshot is awaited: deltas are then dropped. */
  seq: number | null = null;
  users = 0;
  view: ChannelView;
  private readonly fold: Fold;
  private readonly listeners = new Set<() => void>();
  private status: Status = 'loading';
  private error: ChannelView['error'];
  private heardAt = 0;
  private filled = false;
  private data: object | undefined;
  private dirty = false;
  /** The sequence number of a heartbeat that was ahead of us. */
  private aheadAt: number | null = null;

  constructor(
    readonly name: ChannelName,
    readonly args: object,
    private readonly changed: (channel: Channel) => void,
    private readonly retry: (channel: Channel) => void,
  ) {
    this.fold = new Fold(name);
    this.view = this.picture(0, 0, 0);
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  snapshot(seq: number, frame: Payload): void {
    this.fold.snapshot(frame);
    this.accept(seq);
  }

  /** False if the delta does not build on what we hold: the caller subscribes anew. */
  delta(from: number, seq: number, frame: Payload): boolean {
    if (this.seq === null) {
      return true;
    }
    if (from !== this.seq) {
      return false;
    }
    this.fold.delta(frame);
    this.accept(seq);
    return true;
  }

  /** False if the server has been ahead of us for two heartbeats in a row: a delta must have been lost. */
  heartbeat(seq: number): boolean {
    this.heardAt = Date.now();
    if (this.status === 'stale' || (this.status === 'reconnecting' && this.seq !== null)) {
      this.mark('live');
    }
    const ahead = this.seq !== null && seq > this.seq;
    const lost = ahead && this.aheadAt !== null && this.seq !== null && this.aheadAt > this.seq;
    this.aheadAt = ahead ? (this.aheadAt ?? seq) : null;
    return !lost;
  }

  lost(): void {
    if (this.status !== 'error') {
      this.mark(this.filled ? 'reconnecting' : 'loading');
    }
  }

  awaitSnapshot(status: 'resync' | 'loading'): void {
    this.seq = null;
    this.aheadAt = null;
    this.error = undefined;
    this.mark(this.filled ? status : 'loading');
  }

  fail(code: ErrorCode, text: string): void {
    this.error = { code, text };
    this.mark('error');
  }

  /** Looks at the clock; called twice a second. */
  tick(now: number): void {
    if (this.status === 'live' && now - this.heardAt > STALE_MS) {
      this.mark('stale');
    } else if (this.status === 'stale' || this.status === 'reconnecting') {
      this.changed(this);
    }
  }

  publish(now: number, hz: number): void {
    if (this.dirty) {
      this.dirty = false;
      this.data = this.fold.view();
    }
    const old = this.status === 'stale' || this.status === 'reconnecting';
    this.view = this.picture(old ? now - this.heardAt : 0, hz, this.view.version + 1);
    for (const listener of this.listeners) {
      listener();
    }
  }

  private accept(seq: number): void {
    this.seq = seq;
    this.filled = true;
    this.dirty = true;
    this.aheadAt = null;
    this.error = undefined;
    this.heardAt = Date.now();
    this.mark('live');
  }

  private mark(status: Status): void {
    this.status = status;
    this.changed(this);
  }

  private picture(ageMs: number, hz: number, version: number): ChannelView {
    return {
      data: this.data as ChannelView['data'],
      status: this.status,
      ageMs,
      hz,
      error: this.error,
      version,
      retry: () => this.retry(this),
    };
  }
}
