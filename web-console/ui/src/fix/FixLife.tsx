import { memo, useId, type KeyboardEvent, type MouseEvent } from 'react';
import type { FixItem } from '../wire/types';
import { sinceText } from './life';

interface Props {
  /** Oldest first. */
  readonly messages: readonly FixItem[];
  readonly shown: string | undefined;
  readonly onSelect: (pos: string) => void;
}

/** What was said of the order from its first message on, and how long after it; the one chosen is the one decoded above. */
export const FixLife = memo(function FixLife({ messages, shown, onSelect }: Props) {
  const id = useId();
  const [first] = messages;
  if (first === undefined) return null;
  const choose = (event: MouseEvent) => {
    const pos = (event.target as Element).closest<HTMLElement>('[data-pos]')?.dataset['pos'];
    if (pos !== undefined) onSelect(pos);
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = messages[messages.findIndex(({ pos }) => pos === shown) + step];
    if (next !== undefined) onSelect(next.pos);
  };
  return (
    <div className="fix-life">
      <p className="fix-life-head">
        Messages of {first.clOrdId} <span className="grow" /> ms since the first
      </p>
      <div
        role="listbox"
        aria-label="Messages of this order"
        aria-activedescendant={shown && `${id}-${shown}`}
        tabIndex={0}
        onClick={choose}
        onKeyDown={move}
      >
        {messages.map((message) => (
          <div
            key={message.pos}
            id={`${id}-${message.pos}`}
            role="option"
            data-pos={message.pos}
            className={message.reject ? 'fix-life-row fix-reject' : 'fix-life-row'}
            aria-selected={message.pos === shown}
            title={message.summary}
          >
            <span className={message.dir === 'IN' ? 'fix-in' : 'fix-out'} aria-hidden="true">
              {message.dir === 'IN' ? '▼' : '▲'}
            </span>
            <b className="mono">{message.type}</b>
            <span className="fix-title">{message.name}</span>
            <span className="fix-summary">{message.summary}</span>
            <span className="mono">{sinceText(first, message)}</span>
          </div>
        ))}
      </div>
    </div>
  );
});
