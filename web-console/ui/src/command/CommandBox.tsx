import { useDeferredValue, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useApp, useInstruments } from '../app/store';
import { runAction, useAction, useActions } from '../keys';
import { Kbd } from '../layout';
import { useChannel } from '../wire';
import type { Order } from '../wire/types';
import { perform } from './perform';
import { suggest, type Suggestion } from './suggest';
import './command.css';

const NO_ORDERS: readonly Order[] = [];

/** One line for everything: a symbol, an order, a FIX tag, an action, a panel. Enter is GO. */
export function CommandBox() {
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const lines = useSuggestions(open, text);
  const chosen = Math.min(at, lines.length - 1);
  const id = useId();

  const enter = () => {
    before.current = document.activeElement;
    input.current?.focus();
    input.current?.select();
  };
  useAction({
    id: 'command.open',
    title: 'Command box',
    keys: ['Ctrl+K'],
    whileTyping: true,
    hidden: true,
    run: enter,
  });
  // Unlike Ctrl K this one is a character: not while typing.
  useAction({ id: 'command.tick', title: 'Command box', keys: ['`'], hidden: true, run: enter });

  const close = (giveBack: boolean) => {
    setOpen(false);
    setText('');
    setAt(0);
    input.current?.blur();
    // What was chosen moves the focus itself; a cancelled command leaves it where it was.
    if (giveBack && before.current instanceof HTMLElement) before.current.focus();
  };
  const go = (line: Suggestion | undefined) => {
    if (line === undefined) return;
    close(line.effect.kind === 'symbol');
    perform(line.effect, runAction);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((chosen + step + lines.length) % Math.max(1, lines.length));
    else if (event.key === 'Enter') go(lines[chosen]);
    else if (event.key === 'Escape') close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="command">
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label="Command, symbol, order or FIX tag"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && chosen >= 0 ? `${id}-${chosen}` : undefined}
        placeholder="Command, symbol, order or FIX tag…"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {!open && <Kbd>Ctrl K</Kbd>}
      <div
        id={`${id}-list`}
        className="command-list"
        role="listbox"
        aria-label="Suggestions"
        tabIndex={-1}
        hidden={!open}
        // The input keeps the focus, so that a press is not first a blur.
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => go(lines[optionAt(event.target)])}
        onKeyDown={onKeyDown}
      >
        {lines.map((line, i) => (
          <div key={line.id} id={`${id}-${i}`} data-option={i} role="option" aria-selected={i === chosen} tabIndex={-1}>
            <span className="command-label">{line.label}</span>
            <span className="command-title">{line.title}</span>
            <Detail line={line} />
          </div>
        ))}
      </div>
    </div>
  );
}

function optionAt(target: EventTarget): number {
  return Number((target as Element).closest<HTMLElement>('[data-option]')?.dataset['option'] ?? -1);
}

function Detail({ line }: { readonly line: Suggestion }) {
  if (line.detail === '') return null;
  return line.effect.kind === 'action' ? (
    <Kbd>{line.detail}</Kbd>
  ) : (
    <span className="command-detail">{line.detail}</span>
  );
}

/** Orders are only followed while the box is open. */
function useSuggestions(open: boolean, text: string): readonly Suggestion[] {
  const account = useApp((app) => app.account);
  const orders = useChannel('orders', open && account !== null ? { account } : null).data?.items ?? NO_ORDERS;
  const instruments = useInstruments();
  const actions = useActions();
  const typed = useDeferredValue(text);
  return useMemo(
    () => (open ? suggest(typed, { instruments, orders, actions }) : []),
    [open, typed, instruments, orders, actions],
  );
}
