import type { ReactNode } from 'react';
import { Dialog } from '../layout';
import { dropToast, notices } from '../layout/notices';
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

/** While the server reads the log: how far it is. What it has not read is not shown, and orders are not taken. */
export function StartBar(): ReactNode {
  const log = useChannel('health', {}, (view) => view.data?.byKey.get('log'));
  if (log === undefined || log.state === 'OK') {
    return null;
  }
  return (
    <div className="bar bar-warn" role="status">
      The console is starting. {log.text}. What is shown is not complete; orders can be sent when it is.
    </div>
  );
}
