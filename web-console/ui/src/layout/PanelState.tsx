import type { ReactNode } from 'react';
import { fmtAge } from '../format';
import type { ChannelView, Status } from '../wire';

export type PanelState = Pick<ChannelView, 'status' | 'ageMs' | 'hz' | 'error' | 'retry'> & { readonly data: unknown };

const BADNESS: Readonly<Record<Status, number>> = { live: 0, loading: 1, stale: 2, resync: 3, reconnecting: 4, error: 5 };
/** The server's full rate; below it the page is told that it sees less. */
const FULL_HZ = 10;

export function worst(state: PanelState | readonly PanelState[] | undefined): PanelState | undefined {
  const all: readonly PanelState[] = state === undefined ? [] : 'status' in state ? [state] : state;
  return all.reduce<PanelState | undefined>((bad, it) => {
    if (bad === undefined) {
      return it;
    }
    // One channel without data keeps the panel loading, whatever the others show.
    const rank = (x: PanelState): number => BADNESS[x.status] + (x.data === undefined && x.status !== 'error' ? 0.5 : 0);
    const chosen = rank(it) > rank(bad) ? it : bad;
    const missing = it.data === undefined ? it : bad;
    return missing.data === undefined ? { ...chosen, data: undefined } : chosen;
  }, undefined);
}

export function StateChips({ state }: { state: PanelState | undefined }): ReactNode {
  switch (state?.status) {
    case undefined:
    case 'loading':
    case 'error':
      return null;
    case 'stale':
    case 'reconnecting':
      return <span className="chip chip-warn">STALE {fmtAge(state.ageMs)}</span>;
    case 'resync':
      return <span className="chip chip-warn">RESYNC</span>;
    case 'live':
      return state.hz > 0 && state.hz < FULL_HZ ? <span className="chip chip-info">CONFLATED {state.hz} Hz</span> : null;
  }
}

export function Trouble({ title, state }: { title: string; state: PanelState }): ReactNode {
  const denied = state.error?.code === 'NOT_ALLOWED';
  return (
    <div className="trouble" role="status">
      <p className="strong">{denied ? `${title} is not open to this login` : `${title} cannot be shown`}</p>
      <p>{state.error?.text}</p>
      <p className="dim">The other panels are not affected. Code {state.error?.code ?? 'unknown'}.</p>
      {denied ? null : (
        <button type="button" className="btn" onClick={() => state.retry()}>
          Retry
        </button>
      )}
    </div>
  );
}
