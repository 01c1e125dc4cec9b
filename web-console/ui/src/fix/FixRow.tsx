import { memo } from 'react';
import { fmtIso, fmtTime } from '../format';
import type { FixItem } from '../wire/types';
import type { Line } from './fixLog';
import type { Gap } from './gaps';
import { Marked } from './Marked';
import { columnHits, hits, type Term } from './search';

interface Props {
  readonly line: Line;
  readonly terms: readonly Term[];
}

/** The cells of one line of the list. */
export const FixRow = memo(function FixRow({ line, terms }: Props) {
  switch (line.kind) {
    case 'message':
      return <MessageCells message={line.message} terms={terms} />;
    case 'gap':
      return (
        <span role="gridcell" className="fix-break">
          {gapText(line.gap)}
        </span>
      );
    case 'cut':
      return (
        <span role="gridcell" className="fix-break">
          {line.text}
        </span>
      );
  }
});

export function gapText(gap: Gap): string {
  const way = gap.dir === 'IN' ? 'from' : 'to';
  return `${way} ${gap.session}: expected ${gap.expected}, got ${gap.got}`;
}

function MessageCells({ message, terms }: { readonly message: FixItem; readonly terms: readonly Term[] }) {
  const seq = String(message.seq);
  return (
    <>
      <span role="gridcell" className="mono" title={fmtIso(message.time)}>
        {fmtTime(message.time, 'us')}
      </span>
      <span role="gridcell" className={message.dir === 'IN' ? 'fix-in' : 'fix-out'} title={wayOf(message)}>
        <span aria-hidden="true">{message.dir === 'IN' ? '▼' : '▲'}</span>
        <span className="sr-only">{wayOf(message)}</span>
      </span>
      <span role="gridcell" className="fix-session">
        <Marked text={message.session} ranges={hits(terms, message.session)} />
      </span>
      <span role="gridcell" className="num">
        <Marked text={seq} ranges={columnHits(terms, '34', seq)} />
      </span>
      <span role="gridcell" className="fix-type mono">
        <Marked text={message.type} ranges={columnHits(terms, '35', message.type)} />
      </span>
      <span role="gridcell" className="fix-title">
        <Marked text={message.name} ranges={hits(terms, message.name)} />
      </span>
      <span role="gridcell" className="fix-summary" title={message.summary}>
        {message.possDup && (
          <abbr className="fix-dup" title="PossDupFlag(43)=Y: sent again">
            DUP
          </abbr>
        )}
        <Marked text={message.summary} ranges={hits(terms, message.summary)} />
      </span>
    </>
  );
}

function wayOf(message: FixItem): string {
  return message.dir === 'IN' ? `in, from ${message.session}` : `out, to ${message.session}`;
}
