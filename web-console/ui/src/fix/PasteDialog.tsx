import { useDeferredValue, useMemo, useState } from 'react';
import { Dialog } from '../layout';
import { DecodedFields, undecoded } from './DecodedFields';
import { messagesIn } from './pasted';
import { RawLine } from './RawLine';
import { useDecoded } from './useDecoded';

const NO_TERMS: readonly never[] = [];

/** Decodes what is pasted: one message or a log with many, SOH, `|` or `^A` between the fields. */
export function PasteDialog({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const pasted = useDeferredValue(text);
  const messages = useMemo(() => messagesIn(pasted), [pasted]);
  const raw = messages[Math.min(at, messages.length - 1)];
  const { decoded, error } = useDecoded(raw);
  const bare = useMemo(() => (raw === undefined ? undefined : undecoded(raw)), [raw]);
  const shown = decoded ?? bare;
  return (
    <Dialog title="Decode a FIX message" onClose={onClose}>
      <div className="fix-paste">
        <textarea
          className="input mono"
          aria-label="FIX message or log"
          placeholder="Paste a message or a log: 8=FIX.4.4|9=…|35=D|…|10=071|"
          rows={4}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
        />
        {messages.length > 1 && (
          <p className="fix-paste-step">
            <Step label="Previous message" sign="‹" to={at - 1} last={messages.length - 1} go={setAt} />
            Message {at + 1} of {messages.length}
            <Step label="Next message" sign="›" to={at + 1} last={messages.length - 1} go={setAt} />
          </p>
        )}
        {text !== '' && raw === undefined && <p className="warn">No FIX fields in this text (expected: tag=value).</p>}
        {error !== undefined && <p className="warn">{error}</p>}
        {decoded && <Verdict name={decoded.typeName || decoded.type} checks={decoded.checks} />}
        {shown && (
          <div className="fix-decoded">
            <DecodedFields decoded={shown} terms={NO_TERMS} />
          </div>
        )}
        {raw !== undefined && <RawLine raw={raw} terms={NO_TERMS} />}
      </div>
    </Dialog>
  );
}

interface StepProps {
  readonly label: string;
  readonly sign: string;
  readonly to: number;
  readonly last: number;
  readonly go: (to: number) => void;
}

function Step({ label, sign, to, last, go }: StepProps) {
  return (
    <button
      type="button"
      className="btn btn-icon"
      aria-label={label}
      disabled={to < 0 || to > last}
      onClick={() => go(to)}
    >
      {sign}
    </button>
  );
}

interface VerdictProps {
  readonly name: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly text: string }[];
}

function Verdict({ name, checks }: VerdictProps) {
  return (
    <p className="fix-verdict">
      <strong>{name || 'Unknown message'}</strong>
      {checks.map((check) => (
        <span key={check.name} className={check.ok ? 'live' : 'crit'}>
          {check.ok ? '✓' : '✗'} {check.name} {check.text}
        </span>
      ))}
    </p>
  );
}
