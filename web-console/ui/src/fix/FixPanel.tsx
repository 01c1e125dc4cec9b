import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useApp } from '../app/store';
import { fmtInt } from '../format';
import { useAction } from '../keys';
import { Panel } from '../layout';
import { FixDetail } from './FixDetail';
import { FilteredLines, type Filter, type Kind } from './fixFilter';
import { FixList } from './FixList';
import { FixTools } from './FixTools';
import { parseQuery } from './search';
import { useFixLog } from './useFixLog';
import { useSelection } from './useSelection';
import './fix.css';

/** The FIX messages of this user's sessions as they pass the gateway, and the selected one decoded. */
export function FixPanel() {
  const { view, shown } = useFixLog();
  const { log, paused } = shown;
  const setPaused = (pause: boolean) => (pause ? log.pause() : log.resume());
  const [kind, setKind] = useState<Kind>('All');
  const [session, setSession] = useState('');
  const query = useApp((app) => app.fixFilter);
  const filterFix = useApp((app) => app.filterFix);
  const searchBox = useRef<HTMLInputElement>(null);
  const terms = useMemo(() => parseQuery(query), [query]);
  const filter: Filter = useMemo(() => ({ kind, session, terms }), [kind, session, terms]);
  const wanted = useDeferredValue(filter);
  const [filtered] = useState(() => new FilteredLines());
  const lines = filtered.of(shown.lines, wanted);
  const { message, other, life, select } = useSelection(shown);

  useAction({
    id: 'fix.search',
    title: 'Search FIX messages',
    keys: ['/'],
    scope: 'fix',
    run: () => searchBox.current?.focus(),
  });
  useAction({
    id: 'fix.pause',
    title: paused ? 'Resume the FIX list' : 'Pause the FIX list',
    keys: ['Space'],
    scope: 'fix-list',
    run: () => setPaused(!paused),
  });

  return (
    <Panel
      id="fix"
      title="FIX messages"
      keys="G X"
      state={view}
      empty={shown.lines.length === 0 && 'No FIX messages yet. Send an order, or log a client on to the gateway.'}
      loadingRows={40}
      tools={
        <FixTools
          {...{ kind, setKind, session, setSession, query, searchBox, setPaused }}
          setQuery={filterFix}
          sessions={shown.sessions}
          paused={paused}
          waiting={shown.waiting}
        />
      }
    >
      <div className="fix-room">
        <div className="fix">
          {lines.length === 0 && (
            <p className="empty">No message passes the filter ({fmtInt(shown.lines.length)} kept).</p>
          )}
          <FixList lines={lines} terms={wanted.terms} selected={message?.pos ?? null} onSelect={select} />
          <FixDetail message={message} other={other} life={life} terms={wanted.terms} onSelect={select} />
        </div>
      </div>
    </Panel>
  );
}
