import { Kbd } from '../layout';
import type { Preview } from '../wire';
import { SUBMIT_ID } from './focus';
import { flags, type Outcome, type Phase } from './machine';
import { useTicket } from './store';
import { type OrderView, press } from './useOrder';
import { bindingWords, draftWords, orderWords, reviewWords } from './words';

const OUTCOME_TONE: Record<Outcome['kind'], string> = { sent: 'live', refused: 'crit', info: 'warn' };

/** The button that says the whole order, and above it what the next press does or why there is none. */
export function SubmitBar({ order, preview }: { order: OrderView; preview: Preview | null }) {
  const phase = useTicket((s) => s.phase);
  const side = useTicket((s) => s.draft.side);
  const locked = phase.kind === 'sending' || phase.kind === 'asking';
  const off = phase.kind !== 'unknown' && !locked && (order.terms === null || order.blocks.length > 0);
  return (
    <footer className="tk-submit">
      <p className="tk-next" id="ticket-next" aria-live="polite">
        <Hint order={order} preview={preview} phase={phase} />
      </p>
      <button
        id={SUBMIT_ID}
        type="button"
        className={`btn ${side === 'BUY' ? 'btn-buy' : 'btn-sell'} tk-send tk-phase-${phase.kind}`}
        disabled={off}
        // Deaf, but not off: a button that is switched off loses the focus, and the page is laid out twice before the row can show.
        aria-disabled={locked || undefined}
        aria-describedby="ticket-next"
        aria-keyshortcuts="Control+Enter"
        title={order.blocks[0] ?? order.todo ?? undefined}
        onClick={(event) => event.detail < 2 && press(order)}
      >
        <ButtonWords order={order} preview={preview} phase={phase} />
      </button>
    </footer>
  );
}

function ButtonWords({ order, preview, phase }: { order: OrderView; preview: Preview | null; phase: Phase }) {
  const draft = useTicket((s) => s.draft);
  const { instrument, terms } = order;
  if (phase.kind === 'sending' || phase.kind === 'unknown') {
    return <span className="ell">{phase.kind === 'sending' ? `Sending ${phase.clOrdId}` : `${phase.clOrdId} unknown, checking: ask now`}</span>;
  }
  if (instrument === undefined || terms === null) {
    return <span className="ell">{draftWords(draft, instrument)}</span>;
  }
  if (phase.kind === 'review') {
    return (
      <>
        <span className="tk-question">
          <span className="ell">{reviewWords(phase.terms, instrument, preview)}</span>
          <small>{bindingWords(phase.terms, instrument)}</small>
        </span>
        <Kbd>Ctrl ⏎</Kbd>
      </>
    );
  }
  return (
    <>
      <span className="ell">{phase.kind === 'asking' ? 'Checking again' : orderWords(terms, instrument)}</span>
      <Kbd>Ctrl ⏎</Kbd>
    </>
  );
}

function Hint({ order, preview, phase }: { order: OrderView; preview: Preview | null; phase: Phase }) {
  const outcome = useTicket((s) => s.outcome);
  const oneClick = useTicket((s) => s.oneClickAt !== null);
  if (phase.kind === 'unknown') {
    return <span className="warn">No answer yet: asked again with the same ClOrdID</span>;
  }
  if (phase.kind === 'review') {
    return <>Reviewed terms are frozen: <Kbd>Ctrl ⏎</Kbd> sends, <Kbd>Esc</Kbd> goes back</>;
  }
  const block = order.blocks[0];
  if (outcome !== null && (outcome.kind === 'refused' || block === undefined)) {
    return <span className={OUTCOME_TONE[outcome.kind]} title={outcome.text}>{outcome.text}</span>;
  }
  if (block !== undefined || order.todo !== null) {
    return <span className={block === undefined ? 'dim' : 'warn'}>{block ?? order.todo}</span>;
  }
  const flagged = preview !== null && flags(preview).length > 0;
  if (oneClick && !flagged) {
    return <span className="amber">One-click: <Kbd>Ctrl ⏎</Kbd> sends at once</span>;
  }
  return (
    <>
      {flagged ? <>Flagged<span className="tk-wide"> order</span>: </> : null}
      <Kbd>Ctrl ⏎</Kbd> reviews,<span className="tk-wide"> <Kbd>Ctrl ⏎</Kbd></span> again sends, <Kbd>Esc</Kbd> clears
    </>
  );
}
