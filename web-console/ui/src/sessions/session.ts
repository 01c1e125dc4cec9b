import { fmtAge, nsToMs } from '../format';
import type { SessionItem } from '../wire/types';

/** How a session's state looks and reads; the dot never stands without its word. */
export interface SessionLook {
  readonly dot: 'dot-live' | 'dot-warn' | 'dot-off';
  /** Beside the name: what it is for while it is up, in words that fit (all of them are in the tooltip), else what is the matter. */
  readonly note: string;
  readonly word: string;
}

export function lookOf(session: SessionItem): SessionLook {
  switch (session.state) {
    case 'UP':
      return { dot: 'dot-live', note: session.role.replace('market data', 'data'), word: 'up' };
    case 'RESENDING':
      return { dot: 'dot-warn', note: 'resending', word: 'resending' };
    case 'DOWN':
      return { dot: 'dot-off', note: 'logged out', word: 'logged out' };
  }
}

/** Since the last message either way came from the client, `0.4s`; nothing is to be heard of a session that is down. */
export function heartbeatAge(session: SessionItem, nowMs: number): string {
  if (session.state === 'DOWN' || session.lastIn === undefined) return '–';
  return fmtAge(nowMs - nsToMs(session.lastIn)).replace(' ', '');
}

/** `4 / 5`, and whether that is all of them. */
export function upCount(sessions: readonly SessionItem[]): { readonly up: number; readonly all: number } {
  return { up: sessions.filter((session) => session.state !== 'DOWN').length, all: sessions.length };
}
