import { type KeyboardEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { stepped } from './steppers';

interface NumberFieldProps {
  id: string;
  label: string;
  /** `STEP 0.00001`: right of the label. */
  hint: string;
  unit: string;
  step: string;
  value: string;
  /** For the eye while nobody types. */
  shown: string;
  fault: string | null;
  /** Said instead of the value when the field does not apply. */
  off?: string | undefined;
  onChange(text: string): void;
}

/** A decimal with its steppers: arrows and the two buttons are one step, with Shift ten. Nothing typed is ever rounded. */
export function NumberField(props: NumberFieldProps) {
  const { id, value, fault, step, off } = props;
  const [typing, setTyping] = useState(false);
  const move = (direction: 1 | -1, shift: boolean): void => props.onChange(stepped(value, step, direction, shift ? 10 : 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      move(event.key === 'ArrowUp' ? 1 : -1, event.shiftKey);
    }
  };
  return (
    <div className="field tk-number">
      <label className="label" htmlFor={id}>
        <span className="cap">{props.label}</span>
        <span className="cap tk-hint">{props.hint}</span>
      </label>
      <div className={fault ? 'tk-stepper tk-bad' : 'tk-stepper'}>
        <button type="button" tabIndex={-1} aria-label={`${props.label} down`} disabled={off !== undefined} onClick={(e) => move(-1, e.shiftKey)}>
          −
        </button>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={off ?? (typing ? value : props.shown)}
          disabled={off !== undefined}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-fault`}
          onChange={(e) => props.onChange(e.target.value)}
          onFocus={(e) => {
            const field = e.currentTarget;
            // At once: what is typed before the next frame must replace the value, not lengthen it.
            flushSync(() => setTyping(true));
            field.select();
            const before = field.value;
            // A mouse sets the caret after the focus.
            requestAnimationFrame(() => field.value === before && field.select());
          }}
          onBlur={() => setTyping(false)}
          onKeyDown={onKeyDown}
        />
        <span className="tk-unit">{props.unit}</span>
        <button type="button" tabIndex={-1} aria-label={`${props.label} up`} disabled={off !== undefined} onClick={(e) => move(1, e.shiftKey)}>
          +
        </button>
      </div>
      <p id={`${id}-fault`} className="tk-fault" role={fault ? 'alert' : undefined} title={fault ?? undefined}>
        {fault}
      </p>
    </div>
  );
}
