import { localOrders } from '../blotter/local';
import { api, type ClOrdId, type Nanos, type Order, type OrderKey, type Qty, serverNowMs, WireError } from '../wire';
import type { Effect, TicketEvent } from './machine';

type Send = Extract<Effect, { do: 'send' }>;
type Dispatch = (event: TicketEvent) => void;

/** What an answer that is none says about the order. */
export type Verdict = 'refused' | 'aged' | 'lost';

const RETRY_MS = [1_000, 2_000, 4_000, 5_000];
/** The server may have taken the order though this came back. */
const UNDECIDED = new Set([401, 408, 500, 502, 504]);

/**
 * Refused: the server has said no, nothing was sent. Aged: no as well, but only because the preview is old. Lost: not known, ask again with the
 * same ClOrdID. A gateway that is down is a clear no to a first try only: an earlier try may have got through.
 */
export function verdictOf(error: unknown, attempt: number): Verdict {
  if (!(error instanceof WireError) || error.status === undefined || UNDECIDED.has(error.status)) {
    return 'lost';
  }
  if (error.status === 503) {
    return attempt === 1 ? 'refused' : 'lost';
  }
  return error.code === 'STALE' ? 'aged' : 'refused';
}

/** Sends, shows the row before the answer, and keeps asking with the same ClOrdID until there is one. */
export async function sendOrder(send: Send, dispatch: Dispatch): Promise<void> {
  const { terms, previewId, attempt } = send;
  const clOrdId = send.clOrdId as ClOrdId;
  if (attempt === 1) {
    localOrders.sent(localOrder(send, serverNowMs()));
  }
  try {
    await api.submitOrder({ ...terms, previewId }, clOrdId);
    localOrders.mark(clOrdId, 'accepted');
    dispatch({ type: 'answered', clOrdId, text: `${clOrdId} is on its way`, now: Date.now() });
  } catch (error) {
    failed(error, send, dispatch);
  }
}

function failed(error: unknown, { clOrdId, attempt }: Send, dispatch: Dispatch): void {
  const verdict = verdictOf(error, attempt);
  if (verdict === 'lost') {
    localOrders.mark(clOrdId, 'unknown');
    dispatch({ type: 'lost', clOrdId });
    setTimeout(() => dispatch({ type: 'retry', clOrdId }), RETRY_MS[Math.min(attempt, RETRY_MS.length) - 1]);
    return;
  }
  const { code, text } = error as WireError;
  if (verdict === 'aged') {
    localOrders.drop(clOrdId);
    dispatch({ type: 'refused', clOrdId, text: `Not sent: ${text}. Review again.`, now: Date.now() });
    return;
  }
  localOrders.mark(clOrdId, 'refused', { reason: code, text });
  dispatch({ type: 'refused', clOrdId, text: `Not sent, ${code}: ${text}`, now: Date.now() });
}

function localOrder({ terms, clOrdId }: Send, nowMs: number): Order {
  const time = `${BigInt(Math.round(nowMs)) * 1_000_000n}` as Nanos;
  return {
    ...terms,
    key: clOrdId as OrderKey,
    clOrdId: clOrdId as ClOrdId,
    cumQty: '0' as Qty,
    leavesQty: terms.qty,
    word: 'WAITING',
    time,
    updated: time,
    source: 'CONSOLE',
  };
}
