import { useId, type KeyboardEvent, type MouseEvent } from 'react';
import { usePref } from '../app/store';
import type { Density } from '../theme';
import type { Line } from './fixLog';
import { FixRow } from './FixRow';
import type { Term } from './search';
import { useListWindow } from './useListWindow';

/** As `--row-tape` in the tokens. */
const ROW_PX = { dense: 17, roomy: 20 };
/** Name, and what of it is printed. */
const COLUMNS: readonly (readonly [name: string, shown: string])[] = [
  ['Time', 'Time'],
  ['Direction', ''],
  ['Session', 'Session'],
  ['MsgSeqNum', 'Seq'],
  ['MsgType', ''],
  ['Message', 'Type'],
  ['Summary', 'Summary'],
];

interface Props {
  /** Oldest first; shown newest first. */
  readonly lines: readonly Line[];
  readonly terms: readonly Term[];
  readonly selected: string | null;
  readonly onSelect: (pos: string) => void;
}

/**
 * The list itself: one tab stop, the cursor is the selected message. Rows are drawn only where they are seen. What scrolls is what has
 * the focus, so that it scrolls by keys too.
 */
export function FixList({ lines, terms, selected, onSelect }: Props) {
  const [density] = usePref<Density>('density', 'dense');
  const rowPx = ROW_PX[density];
  const { box, boxProps, from, to, rowsSeen, reveal, unseen, follow } = useListWindow(lines, rowPx);
  const id = useId();

  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, rowsSeen - 2);
    const steps: Record<string, number> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -lines.length,
      End: lines.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = messageFrom(lines, selected, step);
    if (next === undefined) return;
    onSelect(next.pos);
    reveal(next.index);
  };

  const choose = (event: MouseEvent<HTMLElement>) => {
    const pos = (event.target as Element).closest<HTMLElement>('[data-pos]')?.dataset['pos'];
    if (pos !== undefined) onSelect(pos);
  };

  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, slot) => lines[lines.length - 1 - from - slot]);
  const cursor = drawn.find((line) => line !== undefined && posOf(line) === selected);
  return (
    <div className="fix-list" data-panel="fix-list">
      <div
        ref={box}
        className="fix-scroll"
        role="grid"
        aria-label="FIX messages, newest first"
        aria-rowcount={lines.length + 1}
        aria-colcount={COLUMNS.length}
        aria-activedescendant={cursor && `${id}-${selected}`}
        tabIndex={0}
        onKeyDown={move}
        onClick={choose}
        {...boxProps}
      >
        <div role="row" aria-rowindex={1} className="fix-row fix-head">
          {COLUMNS.map(([name, shown]) => (
            <span key={name} role="columnheader" className={shown === 'Seq' ? 'num' : undefined} aria-label={name}>
              {shown === '' ? <span className="sr-only">{name}</span> : shown}
            </span>
          ))}
        </div>
        <div
          role="rowgroup"
          className="fix-rows"
          style={{ height: (lines.length - from) * rowPx, marginTop: from * rowPx }}
        >
          {drawn.map((line, slot) => {
            if (line === undefined) return null;
            const pos = posOf(line);
            const chosen = pos !== undefined && pos === selected;
            return (
              <div
                // By place: in a busy list rows change their text, none is made or thrown away.
                key={slot}
                data-pos={pos}
                id={pos && `${id}-${pos}`}
                role="row"
                aria-rowindex={from + slot + 2}
                aria-selected={chosen}
                className={`fix-row ${rowClass(line)}${chosen ? ' fix-selected' : ''}`}
              >
                <FixRow line={line} terms={terms} />
              </div>
            );
          })}
        </div>
      </div>
      {unseen > 0 && (
        <button type="button" className="chip fix-unseen" tabIndex={-1} onClick={follow}>
          ▲ {unseen} new
        </button>
      )}
    </div>
  );
}

function posOf(line: Line): string | undefined {
  return line.kind === 'message' ? line.message.pos : undefined;
}

function rowClass(line: Line): string {
  if (line.kind !== 'message') return 'fix-line';
  if (line.message.reject) return 'fix-reject';
  return line.message.admin ? 'fix-admin' : 'fix-app';
}

/** The message so many lines below (newest first) the selected one; from the newest if none is selected. */
function messageFrom(lines: readonly Line[], selected: string | null, step: number) {
  const from = lines.findLastIndex((line) => line.kind === 'message' && line.message.pos === selected);
  const way = step < 0 ? 1 : -1;
  let at = from < 0 ? lines.length - 1 : Math.min(lines.length - 1, Math.max(0, from - step));
  // Gap lines are no messages: go on in the same direction, then back.
  const message = (i: number) => lines[i]?.kind === 'message';
  while (!message(at) && at + way >= 0 && at + way < lines.length) at += way;
  while (!message(at) && at - way >= 0 && at - way < lines.length) at -= way;
  const line = lines[at];
  return line?.kind === 'message' ? { pos: line.message.pos, index: lines.length - 1 - at } : undefined;
}
