import type { RefObject } from 'react';
import { fmtInt } from '../format';
import { Seg } from '../layout';
import { KINDS, type Kind } from './fixFilter';

interface Props {
  readonly kind: Kind;
  readonly setKind: (kind: Kind) => void;
  readonly session: string;
  readonly sessions: readonly string[];
  readonly setSession: (session: string) => void;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly paused: boolean;
  readonly waiting: number;
  readonly setPaused: (paused: boolean) => void;
}

const KIND_OPTIONS = KINDS.map((kind) => [kind, kind] as const);

/** Search, session, kind, and whether the list moves. */
export function FixTools({ searchBox, ...props }: Props) {
  const paused = props.waiting > 0 ? `Paused +${fmtInt(props.waiting)}` : 'Paused';
  return (
    <div className="fix-tools">
      <input
        ref={searchBox}
        className="input fix-search"
        type="search"
        aria-label="Search FIX messages: 35=8 39=2, a ClOrdID, any text"
        title="All words must hold. 35=8 exact, 58=INS* begins, 141= any, 39!=2 not; other words anywhere in the message"
        placeholder="/ 35=8 39=2"
        spellCheck={false}
        value={props.query}
        onChange={(event) => props.setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          props.setQuery('');
          event.currentTarget.blur();
        }}
      />
      <select
        className="select fix-sessions"
        aria-label="Session"
        value={props.session}
        onChange={(event) => props.setSession(event.target.value)}
      >
        <option value="">All sessions</option>
        {props.sessions.map((session) => (
          <option key={session}>{session}</option>
        ))}
      </select>
      <Seg label="Messages shown" value={props.kind} options={KIND_OPTIONS} onChange={props.setKind} />
      <Seg
        label="List"
        value={props.paused ? 'paused' : 'live'}
        options={[
          ['live', '▶ Live'],
          ['paused', paused],
        ]}
        onChange={(value) => props.setPaused(value === 'paused')}
      />
    </div>
  );
}
