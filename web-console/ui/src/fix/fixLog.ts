import { GapWatch, type Gap } from './gaps';
import type { FixItem } from '../wire/types';

/** A line of the list. `n` rises by one per line and never changes: it is the line's identity. */
export type Line =
  | { readonly kind: 'message'; readonly n: number; readonly message: FixItem }
  | { readonly kind: 'gap'; readonly n: number; readonly gap: Gap }
  | { readonly kind: 'cut'; readonly n: number; readonly text: string };

/** Stands between messages where some may never have been received. */
const APART = 'apart';
type Held = FixItem | typeof APART;

const HELD = -1;

/** Lines kept on the page, and messages kept behind a paused list. */
export const KEPT_LINES = 100_000;
export const KEPT_WHILE_PAUSED = 20_000;

export interface Shown {
  readonly log: FixLog;
  /** Oldest first; one number per line without holes, so a line's place follows from its number. */
  readonly lines: readonly Line[];
  /** Every session of which a message was shown, by name. */
  readonly sessions: readonly string[];
  readonly paused: boolean;
  /** How many messages came since the pause; those beyond the buffer count too. */
  readonly waiting: number;
}

/**
 * The FIX messages a page has received, oldest first, with what is missing between them. Takes the channel's list as
 * a whole each time it changes and adds what is new in it, so it may be longer than the channel's.
 * Not for sharing: the panel that shows it owns it.
 */
export class FixLog {
  private kept: Line[] = [];
  /** Position of a message → its line's number, HELD while it waits behind a pause. */
  private readonly known = new Map<string, number>();
  private readonly seenSessions = new Set<string>();
  private readonly gaps = new GapWatch();
  private held: Held[] = [];
  private dropped = 0;
  private n = 0;
  private paused = false;
  private snapshot: Shown | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly capacity = KEPT_LINES,
    private readonly heldCapacity = KEPT_WHILE_PAUSED,
  ) {}

  /** What the list shows; a new object after each change, the lines in it are the log's own. */
  readonly shown = (): Shown => {
    this.snapshot ??= {
      log: this,
      lines: this.kept,
      sessions: [...this.seenSessions].toSorted(),
      paused: this.paused,
      waiting: this.held.length + this.dropped,
    };
    return this.snapshot;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Where in the lines that message stands, or -1 if it is not among them. */
  indexOf(pos: string): number {
    const n = this.known.get(pos) ?? HELD;
    return n === HELD ? -1 : n - (this.kept[0]?.n ?? 0);
  }

  /** The channel's list after a change. */
  take(items: readonly FixItem[]): void {
    const fresh = this.freshIn(items);
    if (fresh.length === 0) return;
    // Nothing of the new list was known: messages in between were never received.
    const apart = fresh.length === items.length && this.known.size > 0;
    for (const message of fresh) this.known.set(message.pos, HELD);
    const arrived: readonly Held[] = apart ? [APART, ...fresh] : fresh;
    if (this.paused) this.hold(arrived);
    else this.addAll(arrived);
    this.changed();
  }

  pause(): void {
    this.paused = true;
    this.changed();
  }

  /** Shows what was held back. */
  resume(): void {
    this.paused = false;
    if (this.dropped > 0) this.cut(`${this.dropped} messages of the pause were not kept`);
    this.addAll(this.held);
    this.held = [];
    this.dropped = 0;
    this.changed();
  }

  private changed(): void {
    this.snapshot = undefined;
    for (const listener of this.listeners) listener();
  }

  private addAll(messages: readonly Held[]): void {
    for (const each of messages) this.add(each);
    this.trim();
  }

  private freshIn(items: readonly FixItem[]): readonly FixItem[] {
    // Mostly the last known one stands a few places before the end.
    const known = items.findLastIndex((item) => this.known.has(item.pos));
    return items.slice(known + 1);
  }

  private hold(messages: readonly Held[]): void {
    this.held.push(...messages);
    const over = this.held.length - this.heldCapacity;
    if (over > 0) {
      for (const each of this.held.splice(0, over)) if (each !== APART) this.known.delete(each.pos);
      this.dropped += over;
    }
  }

  private add(message: Held): void {
    if (message === APART) {
      this.cut('messages may be missing here: the list was cut');
      return;
    }
    const gap = this.gaps.see(message);
    if (gap) this.kept.push({ kind: 'gap', n: this.n++, gap });
    this.known.set(message.pos, this.n);
    this.seenSessions.add(message.session);
    this.kept.push({ kind: 'message', n: this.n++, message });
  }

  /** What follows need not continue what came before, so no gap is concluded from it. */
  private cut(text: string): void {
    this.gaps.clear();
    this.kept.push({ kind: 'cut', n: this.n++, text });
  }

  private trim(): void {
    // In steps of a tenth, so that a full list is not copied for every message.
    if (this.kept.length <= this.capacity * 1.1) return;
    const leaving = this.kept.slice(0, this.kept.length - this.capacity);
    this.kept = this.kept.slice(-this.capacity);
    for (const line of leaving) if (line.kind === 'message') this.known.delete(line.message.pos);
  }
}
