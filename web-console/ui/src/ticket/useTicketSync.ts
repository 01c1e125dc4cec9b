import { useEffect, useRef } from 'react';
import { useApp } from '../app/store';
import { useAction } from '../keys';
import { announce } from '../layout';
import { type Price, type Qty, type Side, useChannel, useConnection } from '../wire';
import { readDecimal } from './decimal';
import { focusSoon, focusSubmit, PX_ID, QTY_ID } from './focus';
import type { Draft } from './terms';
import { dispatch, useTicket } from './store';
import { type OrderView, press } from './useOrder';

const IDLE_LOOK_MS = 10_000;
const SENT_SHOWN_MS = 5_000;

/** Keeps the ticket and the rest of the page in step: symbol, clicks on the book, draft for the others, reconnects, one-click's frame. */
export function useTicketSync(): void {
  useSymbol();
  usePrefill();
  usePublishedDraft();
  useReconnect();
  useOneClickFrame();
  useSeenOnTheLog();
  const outcome = useTicket((s) => s.outcome);
  useEffect(() => {
    if (outcome === null) {
      return undefined;
    }
    announce(outcome.text, outcome.kind === 'refused' ? 'assertive' : 'polite');
    // Good news makes room again; a refusal stays until something is done about it.
    const timer = outcome.kind === 'sent' ? setTimeout(() => dispatch({ type: 'faded', outcome }), SENT_SHOWN_MS) : undefined;
    return () => clearTimeout(timer);
  }, [outcome]);
}

function useSymbol(): void {
  const symbol = useApp((s) => s.symbol);
  useEffect(() => {
    if (useTicket.getState().draft.symbol !== symbol) {
      dispatch({ type: 'edit', patch: { symbol, qty: '', px: '' } });
    }
  }, [symbol]);
}

function usePrefill(): void {
  const prefill = useApp((s) => s.prefill);
  const taken = useRef(prefill.n);
  useEffect(() => {
    if (prefill.n === taken.current) {
      return;
    }
    taken.current = prefill.n;
    const { side, px, qty, focus } = prefill;
    const patch: Partial<Draft> = { ...(side && { side }), ...(qty && { qty }), ...(px && { px, ordType: 'LIMIT' }) };
    dispatch({ type: 'edit', patch });
    if (focus !== undefined) {
      focusSoon({ qty: QTY_ID, px: PX_ID, submit: 'ticket-submit' }[focus]);
    }
  }, [prefill]);
}

function usePublishedDraft(): void {
  const draft = useTicket((s) => s.draft);
  const setDraft = useApp((s) => s.setDraft);
  useEffect(() => {
    const { side, ordType, tif } = draft;
    const qty = readDecimal(draft.qty) as Qty | null;
    const px = ordType === 'LIMIT' ? (readDecimal(draft.px) as Price | null) : null;
    setDraft({ side, ordType, tif, ...(qty === null ? {} : { qty }), ...(px === null ? {} : { px }) });
  }, [draft, setDraft]);
}

/** A connection that was lost may have missed anything: reviews and one-click end, orders on their way stay. */
function useReconnect(): void {
  const live = useConnection().state === 'live';
  const was = useRef(live);
  useEffect(() => {
    if (was.current && !live) {
      dispatch({ type: 'reconnected' });
    }
    was.current = live;
  }, [live]);
}

function useOneClickFrame(): void {
  const armed = useTicket((s) => s.oneClickAt !== null);
  useEffect(() => {
    document.documentElement.dataset['oneClick'] = armed ? 'on' : 'off';
    if (!armed) {
      return undefined;
    }
    const timer = setInterval(() => dispatch({ type: 'idle', now: Date.now() }), IDLE_LOOK_MS);
    return () => clearInterval(timer);
  }, [armed]);
}

/** The log may show the order before the answer comes, or instead of one that was lost. */
function useSeenOnTheLog(): void {
  const account = useApp((s) => s.account);
  const clOrdId = useTicket(({ phase }) => (phase.kind === 'sending' || phase.kind === 'unknown' ? phase.clOrdId : null));
  const seen = useChannel('orders', account === null ? null : { account }, (view) => clOrdId !== null && view.data?.byKey.has(clOrdId) === true);
  useEffect(() => {
    if (seen && clOrdId !== null) {
      dispatch({ type: 'answered', clOrdId, text: `${clOrdId} is on the log`, now: Date.now() });
    }
  }, [seen, clOrdId]);
}

/** `B`, `S`, `Ctrl Enter`, `Esc`. */
export function useTicketKeys(order: OrderView): void {
  const reviewing = useTicket((s) => s.phase.kind === 'review');
  const side = (it: Side) => (): void => {
    dispatch({ type: 'edit', patch: { side: it } });
    focusSoon(QTY_ID);
  };
  useAction({ id: 'ticket.buy', title: 'Ticket as buy', keys: ['B'], run: side('BUY') });
  useAction({ id: 'ticket.sell', title: 'Ticket as sell', keys: ['S'], run: side('SELL') });
  useAction({ id: 'ticket.submit', title: 'Review or send the order on the ticket', keys: ['Ctrl+Enter'], whileTyping: true, run: () => press(order) });
  useAction({ id: 'ticket.leave', title: 'Leave the ticket', keys: ['Escape'], scope: 'ticket', whileTyping: true, hidden: true, run: leave });
  useAction(reviewing ? { id: 'ticket.reset', title: 'Reset the review', keys: ['Escape'], whileTyping: true, run: leave } : null);
  useEffect(() => {
    // A key held down must not review and send: only a press of its own counts.
    const held = (event: KeyboardEvent): void => {
      if (event.repeat && event.key === 'Enter' && (event.ctrlKey || (event.target as Element).id === 'ticket-submit')) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', held, true);
    return () => document.removeEventListener('keydown', held, true);
  }, []);
}

/** Resets the review first; only the next one leaves the field. */
function leave(): void {
  const editing = useTicket.getState().phase.kind === 'edit';
  dispatch({ type: 'escape' });
  if (editing) {
    (document.activeElement as HTMLElement | null)?.blur();
  } else {
    focusSubmit();
  }
}
