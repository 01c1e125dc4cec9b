import { useCallback, useSyncExternalStore } from 'react';
import type { ChannelView } from './channel';
import type { Connection, SocketLike } from './socket';
import type { ArgsOf, ChannelName, RequestName, Requests } from './types';
import { Wire } from './wire';

let wire: Wire | undefined;

/** The page's one wire; tests put their own in. */
export function theWire(): Wire {
  wire ??= browserWire();
  return wire;
}

export function setWire(other: Wire | undefined): void {
  wire?.dispose();
  wire = other;
}

const NOTHING: ChannelView = {
  data: undefined,
  status: 'loading',
  ageMs: 0,
  hz: 0,
  error: undefined,
  version: 0,
  retry: () => undefined,
};

/**
 * Subscribes to a channel for as long as the component is mounted; `null` instead of args asks for nothing. With `select` the
 * component renders only when what it selects changes.
 */
export function useChannel<C extends ChannelName>(name: C, args: ArgsOf<C> | null): ChannelView<C>;
export function useChannel<C extends ChannelName, T>(name: C, args: ArgsOf<C> | null, select: (view: ChannelView<C>) => T): T;
export function useChannel<C extends ChannelName, T>(
  name: C,
  args: ArgsOf<C> | null,
  select?: (view: ChannelView<C>) => T,
): ChannelView<C> | T {
  const text = args === null ? null : JSON.stringify(args);
  const subscribe = useCallback(
    (listener: () => void) => (text === null ? () => undefined : theWire().listen(name, JSON.parse(text) as ArgsOf<C>, listener)),
    [name, text],
  );
  const snapshot = (): ChannelView<C> | T => {
    const channel = text === null ? undefined : theWire().peek(name, JSON.parse(text) as object);
    const view = (channel?.view ?? NOTHING) as ChannelView<C>;
    return select === undefined ? view : select(view);
  };
  return useSyncExternalStore(subscribe, snapshot);
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => theWire().onConnection(listener),
    () => theWire().connection,
  );
}

/** Asks the server over the socket; rejects with a `WireError`. */
export function request<R extends RequestName>(
  what: R,
  args: Requests[R]['args'],
  options?: { signal?: AbortSignal; timeoutMs?: number },
): Promise<Requests[R]['result']> {
  return theWire().request(what, args, options);
}

/** The server's clock, in epoch milliseconds: ages of things the server stamped are measured against it. */
export function serverNowMs(): number {
  return Date.now() + theWire().clockOffsetMs;
}

/** As long as a press may take to be painted. */
const HANDLED_MS = 60;

function browserWire(): Wire {
  let handledAt = Number.NEGATIVE_INFINITY;
  const hand = (event: Event): void => {
    // A key that is held down would stop the market for as long.
    if (!(event instanceof KeyboardEvent && event.repeat)) {
      handledAt = event.timeStamp;
    }
  };
  ['pointerdown', 'click', 'keydown'].forEach((type) => window.addEventListener(type, hand, { capture: true, passive: true }));
  const made = new Wire({
    open: () => new WebSocket(new URL('ws', document.baseURI.replace(/^http/, 'ws'))) as SocketLike,
    // Only a clear 401 ends the login; a server that does not answer is another matter.
    loggedIn: async () => (await fetch('api/me')).status !== 401,
    random: Math.random,
    // A hidden page paints no frames, yet its title and sounds go on.
    frame: (callback) => void (document.hidden ? setTimeout(callback, 250) : requestAnimationFrame(callback)),
    handled: () => performance.now() - handledAt < HANDLED_MS,
  });
  window.addEventListener('online', () => made.hurry());
  document.addEventListener('visibilitychange', () => {
    made.hidden(document.hidden);
    if (!document.hidden) {
      made.hurry();
    }
  });
  return made;
}
