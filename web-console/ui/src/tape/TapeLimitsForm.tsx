import { useState } from 'react';
import { parseLimit, type TapeLimits } from './tape';

interface TapeLimitsFormProps {
  readonly limits: TapeLimits;
  readonly boldDefault: string;
  onChange(limits: TapeLimits): void;
  onClose(): void;
}

/** Two sizes of this instrument; what is typed holds at once, what is no number is marked and left out. */
export function TapeLimitsForm({ limits, boldDefault, onChange, onClose }: TapeLimitsFormProps) {
  return (
    <form
      className="tape-form"
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Size label="Show from" value={limits.show} hint="all" focus onChange={(show) => onChange({ ...limits, show })} onLeave={onClose} />
      <Size label="Bold from" value={limits.bold} hint={boldDefault} onChange={(bold) => onChange({ ...limits, bold })} onLeave={onClose} />
    </form>
  );
}

interface SizeProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly hint: string;
  readonly focus?: boolean;
  onChange(value: string | undefined): void;
  onLeave(): void;
}

function Size({ label, value, hint, focus = false, onChange, onLeave }: SizeProps) {
  const [text, setText] = useState(value ?? '');
  const bad = parseLimit(text) === null;
  return (
    <label className="tape-limit">
      <span className="dim">{label}</span>
      <input
        ref={focus ? focusOnce : undefined}
        className={bad ? 'input input-num input-bad' : 'input input-num'}
        inputMode="decimal"
        placeholder={hint}
        value={text}
        aria-invalid={bad}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onLeave();
          }
        }}
        onChange={(event) => {
          setText(event.target.value);
          const limit = parseLimit(event.target.value);
          if (limit !== null) {
            onChange(limit);
          }
        }}
      />
    </label>
  );
}

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}
