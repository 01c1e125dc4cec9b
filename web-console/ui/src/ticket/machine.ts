import type { Preview, PreviewArgs } from '../wire/types';
import { type Draft, type Terms, sameTerms } from './terms';

/**
 * The ticket as a state machine: event in, next state out; what has to be done outside (send, ask) comes back as an effect.
 *
 *   edit ──press──▶ review ──press──▶ sending ──answer──▶ edit
 *     ▲   (aged preview: asking ─▶ review)     └──lost──▶ unknown ──retry, same ClOrdID──▶ sending
 *     └── any edit, Esc, a new warning ──┘
 *
 * One-click mode skips the review of an order without warnings, nothing else. Reviewed terms are frozen: what is sent is what was shown.
 */
export type Phase =
  | { kind: 'edit' }
  | { kind: 'asking'; terms: Terms }
  | { kind: 'review'; terms: Terms; shown: readonly string[]; since: number }
  | { kind: 'sending'; terms: Terms; clOrdId: string; previewId: string; attempt: number }
  | { kind: 'unknown'; terms: Terms; clOrdId: string; previewId: string; attempt: number };

/** The newest answer of the server and what it answers. */
export interface Checked {
  readonly asked: PreviewArgs;
  readonly answer: Preview;
  /** Page clock, milliseconds. */
  readonly at: number;
  /** How long the server took to answer. */
  readonly tookMs: number;
}

export interface Outcome {
  readonly kind: 'sent' | 'refused' | 'info';
  readonly text: string;
}

export interface TicketState {
  readonly draft: Draft;
  readonly phase: Phase;
  readonly checked: Checked | null;
  readonly outcome: Outcome | null;
  /** Null: orders are reviewed. Otherwise when one-click was armed or last used. */
  readonly oneClickAt: number | null;
  readonly keepTicket: boolean;
  /** Until then presses are taken as the rest of a double click. */
  readonly deafUntil: number;
}

export interface PressContext {
  readonly now: number;
  /** The whole order, or null while a field is missing or wrong. */
  readonly terms: Terms | null;
  /** Why nothing may be sent now, worst first. */
  readonly blocks: readonly string[];
  /** Made anew for each press, used only if this press begins an order. */
  readonly freshClOrdId: string;
}

export type TicketEvent =
  | { type: 'edit'; patch: Partial<Draft> }
  | { type: 'press'; context: PressContext }
  | { type: 'escape' }
  | { type: 'checked'; checked: Checked }
  | { type: 'answered'; clOrdId: string; text: string; now: number }
  | { type: 'refused'; clOrdId: string; text: string; now: number }
  | { type: 'lost'; clOrdId: string }
  | { type: 'retry'; clOrdId: string }
  | { type: 'oneClick'; on: boolean; now: number }
  | { type: 'keep'; on: boolean }
  | { type: 'idle'; now: number }
  | { type: 'faded'; outcome: Outcome }
  | { type: 'reconnected' };

export type Effect =
  | { do: 'send'; terms: Terms; clOrdId: string; previewId: string; attempt: number }
  | { do: 'ask' };

export interface Step {
  readonly state: TicketState;
  readonly effects: readonly Effect[];
}

/** A preview older than this greys and is asked again before anything is sent. */
export const PREVIEW_MAX_AGE_MS = 2_000;
const DOUBLE_CLICK_MS = 400;
const ONE_CLICK_IDLE_MS = 15 * 60_000;
const EDIT: Phase = { kind: 'edit' };

export function initialTicket(draft: Draft): TicketState {
  return { draft, phase: EDIT, checked: null, outcome: null, oneClickAt: null, keepTicket: true, deafUntil: 0 };
}

/** Codes that call for the two-step guard; information does not. */
export function flags(preview: Preview): readonly string[] {
  return preview.warnings.filter((w) => w.severity === 'CAUTION' || w.severity === 'CRITICAL').map((w) => w.code);
}

/** The answer for exactly these terms if it is still young, else null. */
export function freshPreview(state: Pick<TicketState, 'checked'>, terms: Terms, now: number): Preview | null {
  const { checked } = state;
  return checked && sameTerms(checked.asked, terms) && now - checked.at <= PREVIEW_MAX_AGE_MS ? checked.answer : null;
}

export function step(state: TicketState, event: TicketEvent): Step {
  switch (event.type) {
    case 'edit':
      return edited(state, event.patch);
    case 'press':
      return pressed(state, event.context);
    case 'escape':
      return only({ ...state, phase: inFlight(state.phase) ? state.phase : EDIT, outcome: null });
    case 'checked':
      return checkedNow(state, event.checked);
    case 'answered':
      return only(finished(state, event.clOrdId, { kind: 'sent', text: event.text }, event.now));
    case 'refused':
      return only(finished(state, event.clOrdId, { kind: 'refused', text: event.text }, event.now));
    case 'lost':
      return only(
        holds(state.phase, event.clOrdId) ? { ...state, phase: { ...state.phase, kind: 'unknown' } } : state,
      );
    case 'retry':
      return state.phase.kind === 'unknown' && state.phase.clOrdId === event.clOrdId ? again(state, state.phase) : only(state);
    case 'oneClick':
      return only({ ...state, oneClickAt: event.on ? event.now : null });
    case 'keep':
      return only({ ...state, keepTicket: event.on });
    case 'idle':
      return only(
        state.oneClickAt !== null && event.now - state.oneClickAt >= ONE_CLICK_IDLE_MS ? { ...state, oneClickAt: null } : state,
      );
    case 'faded':
      return only(state.outcome === event.outcome ? { ...state, outcome: null } : state);
    case 'reconnected':
      return only({ ...state, oneClickAt: null, phase: inFlight(state.phase) ? state.phase : EDIT });
    default:
      return unreachable(event);
  }
}

function edited(state: TicketState, patch: Partial<Draft>): Step {
  // An order on its way is out of reach: the fields may already hold the next one.
  const phase = inFlight(state.phase) ? state.phase : EDIT;
  return { state: { ...state, draft: { ...state.draft, ...patch }, phase, outcome: null }, effects: [{ do: 'ask' }] };
}

function pressed(state: TicketState, context: PressContext): Step {
  const { phase } = state;
  if (phase.kind === 'unknown') {
    return again(state, phase);
  }
  if (phase.kind === 'sending' || phase.kind === 'asking' || context.now < state.deafUntil) {
    return only(state);
  }
  if (context.terms === null || context.blocks.length > 0) {
    return only({ ...state, phase: EDIT });
  }
  const { terms, now } = context;
  const preview = freshPreview(state, terms, now);
  if (preview === null) {
    return { state: { ...state, phase: { kind: 'asking', terms } }, effects: [{ do: 'ask' }] };
  }
  if (phase.kind === 'review') {
    return sameTerms(phase.terms, terms) ? send(state, terms, preview, context) : only({ ...state, phase: EDIT });
  }
  const oneClick = state.oneClickAt !== null && flags(preview).length === 0;
  return oneClick ? send(state, terms, preview, context) : only(reviewing(state, terms, preview, now));
}

function reviewing(state: TicketState, terms: Terms, preview: Preview, now: number): TicketState {
  const phase: Phase = { kind: 'review', terms: Object.freeze({ ...terms }), shown: flags(preview), since: now };
  return { ...state, phase, outcome: null, deafUntil: now + DOUBLE_CLICK_MS };
}

function send(state: TicketState, terms: Terms, preview: Preview, context: PressContext): Step {
  const order = { terms: Object.freeze({ ...terms }), clOrdId: context.freshClOrdId, previewId: preview.previewId, attempt: 1 };
  return {
    state: {
      ...state,
      phase: { kind: 'sending', ...order },
      outcome: null,
      oneClickAt: state.oneClickAt === null ? null : context.now,
      deafUntil: context.now + DOUBLE_CLICK_MS,
    },
    effects: [{ do: 'send', ...order }],
  };
}

/** The same order once more, under the ClOrdID it was born with: the server answers with the order it already has. */
function again(state: TicketState, lost: Extract<Phase, { kind: 'unknown' }>): Step {
  const { terms, clOrdId, previewId } = lost;
  const order = { terms, clOrdId, previewId, attempt: lost.attempt + 1 };
  return { state: { ...state, phase: { kind: 'sending', ...order } }, effects: [{ do: 'send', ...order }] };
}

function checkedNow(state: TicketState, checked: Checked): Step {
  const next = { ...state, checked };
  const { phase } = state;
  if (phase.kind === 'asking' && sameTerms(checked.asked, phase.terms)) {
    return only(checked.answer.ok ? reviewing(next, phase.terms, checked.answer, checked.at) : { ...next, phase: EDIT });
  }
  if (phase.kind === 'review' && sameTerms(checked.asked, phase.terms)) {
    const surprise = flags(checked.answer).find((code) => !phase.shown.includes(code));
    if (!checked.answer.ok || surprise !== undefined) {
      return only({ ...next, phase: EDIT, outcome: { kind: 'info', text: 'The market moved: the order has a new warning. Review it again.' } });
    }
  }
  return only(next);
}

function finished(state: TicketState, clOrdId: string, outcome: Outcome, now: number): TicketState {
  if (!holds(state.phase, clOrdId)) {
    return state;
  }
  const clear = outcome.kind === 'sent' && !state.keepTicket;
  const draft = clear ? { ...state.draft, qty: '' } : state.draft;
  // The answer may come faster than a hand's second click: stay deaf for that long.
  return { ...state, draft, phase: EDIT, outcome, deafUntil: Math.max(state.deafUntil, now + DOUBLE_CLICK_MS) };
}

function inFlight(phase: Phase): phase is Extract<Phase, { clOrdId: string }> {
  return phase.kind === 'sending' || phase.kind === 'unknown';
}

function holds(phase: Phase, clOrdId: string): phase is Extract<Phase, { clOrdId: string }> {
  return inFlight(phase) && phase.clOrdId === clOrdId;
}

function only(state: TicketState): Step {
  return { state, effects: [] };
}

function unreachable(event: never): never {
  throw new Error(`event: ${JSON.stringify(event)}`);
}
