import { useEffect, useState } from 'react';
import { useApp } from '../app/store';
import { nsToMs } from '../format';
import { api, serverNowMs } from '../wire';
import type { Me } from '../wire/types';

/** When the login ends if nothing is done, and why. */
export interface LoginEnd {
  readonly inMs: number;
  /** `life`: it has had its time, whatever is done. */
  readonly why: 'idle' | 'life';
}

const WARN_MS = 5 * 60_000;
/** Often enough for an hour, seldom enough for the server. */
const TELL_EVERY_MS = 60_000;
const LOOK_MS = 10_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Null while the end is more than five minutes away. Times in epoch milliseconds. */
export function loginEnd(me: Pick<Me, 'idleMs' | 'expires'>, usedAt: number, now: number, serverNow: number): LoginEnd | null {
  const idle = usedAt + me.idleMs - now;
  const life = nsToMs(me.expires) - serverNow;
  const end: LoginEnd = life < idle ? { inMs: life, why: 'life' } : { inMs: idle, why: 'idle' };
  return end.inMs > WARN_MS ? null : { ...end, inMs: Math.max(0, end.inMs) };
}

/**
 * Tells the server, once a minute at most, that somebody is here: frames of the socket say nothing of that. Windows of one
 * browser share the login, so they tell one another too.
 */
export function useLoginEnd(): LoginEnd | null {
  const me = useApp((s) => s.me);
  const [end, setEnd] = useState<LoginEnd | null>(null);
  useEffect(() => {
    if (me === null) {
      return undefined;
    }
    let usedAt = Date.now();
    let toldAt = usedAt;
    const others = new BroadcastChannel('atlas-login-used');
    const look = (): void => setEnd(loginEnd(me, usedAt, Date.now(), serverNowMs()));
    const used = (): void => {
      usedAt = Date.now();
      look();
    };
    const tell = async (): Promise<void> => {
      if (Date.now() - toldAt < TELL_EVERY_MS) {
        return;
      }
      toldAt = Date.now();
      // Not reached: the next sign, a minute on, tries again; a login that is over ends the socket anyway.
      if ((await api.me().catch(() => null)) !== null) {
        used();
        others.postMessage('used');
      }
    };
    const sign = (): void => void tell();
    others.addEventListener('message', used);
    SIGNS.forEach((name) => document.addEventListener(name, sign, { passive: true, capture: true }));
    const timer = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(timer);
      SIGNS.forEach((name) => document.removeEventListener(name, sign, { capture: true }));
      others.close();
    };
  }, [me]);
  return end;
}
