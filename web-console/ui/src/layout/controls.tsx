import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

export function Kbd({ children }: { children: ReactNode }): ReactNode {
  return <kbd className="kbd">{children}</kbd>;
}

/** Value, label, and for tabs a count. */
export type Choice<T extends string> = readonly [value: T, label: ReactNode, count?: number];

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Choice<T>[];
  onChange(value: T): void;
  readonly disabled?: boolean;
}

/** A few values side by side, one of them on. Arrow keys move and choose. */
export function Seg<T extends string>(props: ChoiceProps<T>): ReactNode {
  return (
    <div className="seg" role="radiogroup" aria-label={props.label} onKeyDown={(event) => step(event, props)}>
      {props.options.map(([value, text]) => (
        <button
          key={value}
          type="button"
          role="radio"
          aria-checked={value === props.value}
          tabIndex={value === props.value ? 0 : -1}
          disabled={props.disabled}
          onClick={() => props.onChange(value)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

export function Tabs<T extends string>(props: ChoiceProps<T>): ReactNode {
  return (
    <div className="tabs" role="tablist" aria-label={props.label} onKeyDown={(event) => step(event, props)}>
      {props.options.map(([value, text, count]) => (
        <button
          key={value}
          type="button"
          role="tab"
          aria-selected={value === props.value}
          tabIndex={value === props.value ? 0 : -1}
          disabled={props.disabled}
          onClick={() => props.onChange(value)}
        >
          {text}
          {count === undefined ? null : <span className="count">{count}</span>}
        </button>
      ))}
    </div>
  );
}

function step<T extends string>(event: KeyboardEvent<HTMLElement>, { options, value, onChange }: ChoiceProps<T>): void {
  const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (move === undefined) {
    return;
  }
  event.preventDefault();
  const at = (options.findIndex(([it]) => it === value) + move + options.length) % options.length;
  const next = options[at];
  if (next !== undefined) {
    onChange(next[0]);
    (event.currentTarget.children[at] as HTMLElement | undefined)?.focus();
  }
}

/** A modal dialog: focus stays inside, `Esc` and the button close it, focus goes back to where it was. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="panel-head">
        <h2 className="panel-title">{title}</h2>
        <span className="grow" />
        <button type="button" className="btn btn-icon btn-ghost" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}

export interface MenuItem {
  readonly title: string;
  readonly off?: string | boolean;
  run(): void;
}

/** A context menu at a point of the screen; drawn outside the panel, whose paint containment would clip it. */
export function Menu(props: { x: number; y: number; label: string; items: readonly MenuItem[]; onClose: () => void }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const { onClose } = props;
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
    const outside = (event: PointerEvent): void => {
      if (!ref.current?.contains(event.target as Node)) {
        onClose();
      }
    };
    document.addEventListener('pointerdown', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      if (before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(ref.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      buttons[(at + move + buttons.length) % buttons.length]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
    }
  };
  const left = Math.min(props.x, innerWidth - 180);
  const top = Math.min(props.y, innerHeight - props.items.length * 26 - 10);
  return createPortal(
    <div ref={ref} className="menu" role="menu" aria-label={props.label} style={{ left, top }} onKeyDown={onKeyDown} tabIndex={-1}>
      {props.items.map((item) => (
        <button
          key={item.title}
          type="button"
          role="menuitem"
          disabled={item.off !== undefined && item.off !== false}
          title={typeof item.off === 'string' ? item.off : undefined}
          onClick={() => {
            onClose();
            item.run();
          }}
        >
          {item.title}
        </button>
      ))}
    </div>,
    document.body,
  );
}
