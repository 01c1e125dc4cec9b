import { useState, type ReactNode } from 'react';
import { useApp } from '../app/store';
import { useAction } from '../keys';
import { confirmDialog, Kbd, toast } from '../layout';
import { api, useChannel, WireError } from '../wire';

/** Cancels all working orders of the account, confirmed once. Absent for those who may not trade. */
export function CancelAll(): ReactNode {
  const account = useApp((s) => s.account);
  const allowed = useApp((s) => s.me?.roles.includes('trader') === true);
  const [busy, setBusy] = useState(false);
  const working = useChannel(
    'orders',
    account === null ? null : { account },
    (view) => view.data?.items.filter((it) => it.word === 'LIVE' || it.word === 'WAITING').length ?? 0,
  );
  const run = async (): Promise<void> => {
    if (account === null || busy) {
      return;
    }
    const text = working === 0 ? `${account} has no working orders that this page knows of. Send it all the same?` : `This cancels ${working} working ${working === 1 ? 'order' : 'orders'} of ${account}.`;
    if (!(await confirmDialog({ title: 'Cancel all', text, yes: 'Cancel all' }))) {
      return;
    }
    setBusy(true);
    try {
      const { count } = await api.cancelAll(account);
      toast({ kind: 'info', text: `Cancel sent for ${count} ${count === 1 ? 'order' : 'orders'}` });
    } catch (error) {
      toast({ kind: 'bad', text: `Cancel all failed: ${error instanceof WireError ? error.text : 'unknown'}` });
    } finally {
      setBusy(false);
    }
  };
  useAction(
    allowed ? { id: 'cancel.all', title: 'Cancel all working orders', keys: ['Ctrl+Shift+X'], whileTyping: true, run: () => void run() } : null,
  );
  return allowed ? (
    <button type="button" className="btn btn-danger head-cancel" disabled={busy} onClick={() => void run()}>
      CANCEL ALL <Kbd>Ctrl Shift X</Kbd>
    </button>
  ) : null;
}
