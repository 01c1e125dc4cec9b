import { useMemo, useState } from 'react';
import { toast } from '../layout';
import type { FixItem } from '../wire/types';
import { isAnswer } from './answers';
import { DecodedFields, undecoded } from './DecodedFields';
import { FixLife } from './FixLife';
import { PasteDialog } from './PasteDialog';
import { RawLine } from './RawLine';
import { withPipes } from './rawFix';
import type { Term } from './search';
import { useDecoded } from './useDecoded';

interface Props {
  readonly message: FixItem | undefined;
  /** What belongs to it on the other side: its answer or request. */
  readonly other: FixItem | undefined;
  /** All that was said of its order, oldest first. */
  readonly life: readonly FixItem[];
  readonly terms: readonly Term[];
  readonly onSelect: (pos: string) => void;
}

/** The selected message: every tag with its meaning, the raw line, and what can be done with it. */
export function FixDetail({ message, other, life, terms, onSelect }: Props) {
  const [pasting, setPasting] = useState(false);
  const { decoded, error } = useDecoded(message?.raw);
  const bare = useMemo(() => (message ? undecoded(message.raw) : undefined), [message]);
  const shown = decoded ?? bare;
  return (
    <section className="fix-detail" aria-label="Decoded message">
      <div
        className="fix-decoded"
        tabIndex={0}
        role="group"
        aria-label={message ? `Fields of ${message.name}` : 'Fields'}
      >
        {error !== undefined && (
          <p className="warn">Names and meanings are missing: {error} Tags and values are as on the wire.</p>
        )}
        {shown ? (
          <DecodedFields decoded={shown} terms={terms} />
        ) : (
          <p className="empty">Select a message to decode it.</p>
        )}
        <FixLife messages={life} shown={message?.pos} onSelect={onSelect} />
      </div>
      <div className="fix-bar">
        {message ? <RawLine raw={message.raw} terms={terms} /> : <span className="fix-raw" />}
        {message && (
          <>
            <Copy what="raw" text={message.raw} title="Copy the raw message, separated by SOH" label="Copy" />
            <Copy
              what="|"
              text={withPipes(message.raw)}
              title="Copy the message with | between its fields"
              label="Copy |"
            />
          </>
        )}
        {message && other && (
          <button type="button" className="btn btn-small" title={jumpTitle(other)} onClick={() => onSelect(other.pos)}>
            {isAnswer(message) ? '◂ Request' : 'Answer ▸'}
          </button>
        )}
        <button
          type="button"
          className="btn btn-small"
          title="Decode any message or log"
          onClick={() => setPasting(true)}
        >
          Paste…
        </button>
      </div>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </section>
  );
}

function jumpTitle(other: FixItem): string {
  return `${other.name} 35=${other.type}, 34=${other.seq}: ${other.summary}`;
}

interface CopyProps {
  readonly what: string;
  readonly text: string;
  readonly title: string;
  readonly label: string;
}

function Copy({ what, text, title, label }: CopyProps) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast({ kind: 'info', text: `Message copied (${what})` }),
      () => toast({ kind: 'bad', text: 'The browser refused the clipboard. Select the raw line and copy it.' }),
    );
  return (
    <button type="button" className="btn btn-small" title={title} onClick={() => void copy()}>
      {label}
    </button>
  );
}
