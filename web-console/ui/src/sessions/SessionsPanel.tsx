import { useEffect, useMemo, useReducer } from 'react';
import { useApp } from '../app/store';
import { fmtInt, fmtIso } from '../format';
import { GridTable, Panel, type Column } from '../layout';
import { serverNowMs, useChannel } from '../wire';
import type { SessionItem } from '../wire/types';
import { heartbeatAge, lookOf, upCount } from './session';
import './sessions.css';

const NO_ARGS = {};
const NONE: readonly SessionItem[] = [];
const AGE_EVERY_MS = 500;

/** The FIX sessions of the gateway: who is there, how far each side has counted, when it was last heard of. */
export function SessionsPanel() {
  const view = useChannel('sessions', NO_ARGS);
  const sessions = view.data?.items ?? NONE;
  const now = useNowMs();
  const columns = useMemo(() => columnsAt(now), [now]);
  const filterFix = useApp((app) => app.filterFix);
  const { up, all } = upCount(sessions);
  return (
    <Panel
      id="sessions"
      title="FIX sessions"
      keys="G F"
      state={view}
      loadingRows={5}
      empty={view.data !== undefined && all === 0 && 'No FIX sessions are configured for this user.'}
      tools={
        all > 0 && (
          <span className="chip">
            <span className={`dot ${up > 0 ? 'dot-live' : 'dot-off'}`} />
            {up} / {all} UP
          </span>
        )
      }
    >
      <GridTable
        label="FIX sessions"
        className="sessions"
        columns={columns}
        rows={sessions}
        rowKey={keyOf}
        rowHeight={24}
        onActivate={(session) => filterFix(session.session)}
      />
    </Panel>
  );
}

function keyOf(session: SessionItem): string {
  return session.session;
}

function columnsAt(nowMs: number): readonly Column<SessionItem>[] {
  return [
    { id: 'session', title: 'Session', width: 'minmax(0, 1fr)', cell: (session) => <Name session={session} /> },
    { id: 'out', title: 'Out', width: '38px', align: 'right', cell: (session) => fmtInt(session.out) },
    { id: 'in', title: 'In', width: '38px', align: 'right', cell: (session) => <In session={session} /> },
    {
      id: 'hb',
      title: <abbr title="Since the last message came in">HB</abbr>,
      width: '32px',
      align: 'right',
      cell: (session) => (
        <span className="dim" title={`last in ${fmtIso(session.lastIn)}, last out ${fmtIso(session.lastOut)}`}>
          {heartbeatAge(session, nowMs)}
        </span>
      ),
    },
  ];
}

function Name({ session }: { readonly session: SessionItem }) {
  const { dot, note, word } = lookOf(session);
  return (
    <span className="session-name" title={`${session.session}, ${session.role}: ${word}. Enter shows its messages.`}>
      <span className={`dot ${dot}`} />
      <span className="sr-only">{word}</span>
      <span className="strong">{session.session}</span> <span className="session-note">{note}</span>
    </span>
  );
}

/** What came in, and in amber what is expected next when that is not the number after it. */
function In({ session }: { readonly session: SessionItem }) {
  const straight = session.expectedIn === session.in + 1;
  return (
    <span className={straight ? undefined : 'warn'} title={`next expected ${fmtInt(session.expectedIn)}`}>
      {fmtInt(session.in)}
    </span>
  );
}

/** The server's time, anew twice a second. */
function useNowMs(): number {
  const [now, tick] = useReducer(serverNowMs, undefined, serverNowMs);
  useEffect(() => {
    const timer = setInterval(tick, AGE_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
