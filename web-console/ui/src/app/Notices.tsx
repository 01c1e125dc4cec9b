import { useState, type ReactNode } from 'react';
import { Dialog } from '../layout';
import { dropToast, notices } from '../layout/notices';
import { fmtIso, fmtTime } from '../format';
import { useChannel, useConnection } from '../wire';

export function Toasts(): ReactNode {
  const toasts = notices((s) => s.toasts);
  return (
    <ul className="toasts">
      {toasts.map((it) => (
        <li key={it.id} className={`toast toast-${it.kind}`}>
          <span className="grow">{it.text}</span>
          <button type="button" className="btn btn-icon btn-ghost" aria-label="Dismiss" onClick={() => dropToast(it.id)}>
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What changed, for those who listen: own orders and the connection politely, alarms at once. */
export function LiveRegions(): ReactNode {
  const polite = notices((s) => s.polite);
  const assertive = notices((s) => s.assertive);
  return (
    <>
      <div className="sr-only" aria-live="polite">
        {polite}
      </div>
      <div className="sr-only" aria-live="assertive">
        {assertive}
      </div>
    </>
  );
}

export function QuestionDialog(): ReactNode {
  const question = notices((s) => s.question);
  if (question === null) {
    return null;
  }
  return (
    <Dialog title={question.title} onClose={() => question.answer(false)}>
      <p>{question.text}</p>
      <div className="dialog-foot">
        <button type="button" className="btn" onClick={() => question.answer(false)}>
          No
        </button>
        <button type="button" className="btn btn-danger" autoFocus onClick={() => question.answer(true)}>
          {question.yes}
        </button>
      </div>
    </Dialog>
  );
}

export function ReconnectBar(): ReactNode {
  const { state, tries, nextInMs } = useConnection();
  if (state !== 'reconnecting') {
    return null;
  }
  const next = nextInMs > 0 ? `next in ${Math.ceil(nextInMs / 1000)} s` : 'trying now';
  return (
    <div className="bar bar-warn" role="status">
      Reconnecting, try {tries}, {next}. What is shown is old; orders in flight: unknown, checking.
    </div>
  );
}

/** Stays until it is acknowledged: the newest alarm, and how many wait behind it. */
export function AlarmBar(): ReactNode {
  const alarms = useChannel('alarms', {}, (view) => view.data?.items) ?? [];
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const open = alarms.filter((it) => !seen.has(it.id));
  const newest = open.at(-1);
  if (newest === undefined) {
    return null;
  }
  return (
    <div className="bar bar-crit" role="alert">
      <strong>{newest.severity}</strong>
      <time title={fmtIso(newest.time)}>{fmtTime(newest.time, 's')} UTC</time>
      <span className="grow ell">{newest.text}</span>
      {open.length > 1 ? <span>and {open.length - 1} more</span> : null}
      <button type="button" className="btn btn-small" onClick={() => setSeen(new Set(alarms.map((it) => it.id)))}>
        Acknowledge
      </button>
    </div>
  );
}
