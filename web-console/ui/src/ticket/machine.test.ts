import { describe, expect, it } from 'vitest';
import type { Account, Preview, Price, Qty, Symbol, Warning } from '../wire/types';
import { initialTicket, step, type Checked, type Step, type TicketEvent, type TicketState } from './machine';
import type { Draft, Terms } from './terms';

const draft: Draft = { symbol: 'BTC-USD' as Symbol, side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '10', px: '50017.5' };
const terms: Terms = {
  account: 'DESK-1' as Account, symbol: draft.symbol, side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '10' as Qty, px: '50017.5' as Price,
};
const warning = (code: Warning['code'], severity: Warning['severity']): Warning => ({ code, severity, title: code, text: '' });
const HIGH = warning('HIGH_NOTIONAL', 'CAUTION');
const INFO = warning('CROSSES_SPREAD', 'INFO');

function checked(at: number, warnings: Warning[] = [], asked: Terms = terms): Checked {
  const ok = warnings.every((w) => w.severity !== 'BLOCK');
  return { asked, at, tookMs: 4, answer: { previewId: `P${at}`, ok, fields: {}, rows: [], buttons: {}, warnings } as unknown as Preview };
}
const press = (now: number, id: string, patch: Partial<{ terms: Terms | null; blocks: string[] }> = {}): TicketEvent => ({
  type: 'press', context: { now, terms, blocks: [], freshClOrdId: id, ...patch },
});

/** Runs events one after the other; effects of all of them. */
function run(events: TicketEvent[], from: TicketState = initialTicket(draft)): Step {
  return events.reduce<Step>(
    ({ state, effects }, event) => {
      const next = step(state, event);
      return { state: next.state, effects: [...effects, ...next.effects] };
    },
    { state: from, effects: [] },
  );
}
const sends = (result: Step) => result.effects.filter((effect) => effect.do === 'send');

describe('ticket', () => {
  it('reviews first, sends what was reviewed second, and locks until the answer', () => {
    const review = run([{ type: 'checked', checked: checked(0, [HIGH]) }, press(100, 'C-1')]);
    expect(review.state.phase).toMatchObject({ kind: 'review', terms, shown: ['HIGH_NOTIONAL'] });
    expect(sends(review)).toEqual([]);

    const sent = run([press(600, 'C-2'), press(1_100, 'C-3')], review.state);
    expect(sends(sent)).toEqual([{ do: 'send', terms, clOrdId: 'C-2', previewId: 'P0', attempt: 1 }]);
    expect(sent.state.phase.kind).toBe('sending');

    const done = run([{ type: 'answered', clOrdId: 'C-2', text: 'on its way', now: 1_200 }], sent.state);
    expect(done.state.phase.kind).toBe('edit');
    expect(done.state.outcome).toEqual({ kind: 'sent', text: 'on its way' });
  });

  it('takes the second half of a double click for one press', () => {
    const review = run([{ type: 'checked', checked: checked(0) }, press(100, 'C-1'), press(250, 'C-2')]);
    expect(review.state.phase.kind).toBe('review');
    // One-click, answered before the hand is up again: the same terms are on the ticket and must not go twice.
    const quick = run([
      { type: 'checked', checked: checked(0) },
      { type: 'oneClick', on: true, now: 0 },
      press(100, 'C-1'),
      { type: 'answered', clOrdId: 'C-1', text: '', now: 105 },
      press(250, 'C-2'),
    ]);
    expect(sends(quick)).toHaveLength(1);
  });

  it('goes back to editing on any edit and on Esc, and asks for a preview of the new terms', () => {
    const review = run([{ type: 'checked', checked: checked(0, [HIGH]) }, press(100, 'C-1')]).state;
    const edited = run([{ type: 'edit', patch: { qty: '11' } }], review);
    expect(edited.state.phase.kind).toBe('edit');
    expect(edited.effects).toEqual([{ do: 'ask' }]);
    expect(run([{ type: 'escape' }], review).state.phase.kind).toBe('edit');
  });

  it('never sends from the review when the terms on the ticket are others', () => {
    const review = run([{ type: 'checked', checked: checked(0, [HIGH]) }, press(100, 'C-1')]).state;
    const other = { ...terms, qty: '11' as Qty };
    const result = run([{ type: 'checked', checked: checked(500, [HIGH], other) }, press(900, 'C-2', { terms: other })], review);
    expect(sends(result)).toEqual([]);
    expect(result.state.phase.kind).toBe('edit');
  });

  it('resets the review when a new answer brings a warning that was not shown', () => {
    const review = run([{ type: 'checked', checked: checked(0, [HIGH]) }, press(100, 'C-1')]).state;
    expect(run([{ type: 'checked', checked: checked(1_000, [HIGH, INFO]) }], review).state.phase.kind).toBe('review');
    const moved = run([{ type: 'checked', checked: checked(1_000, [HIGH, warning('LOW_BUFFER', 'CRITICAL')]) }], review).state;
    expect(moved.phase.kind).toBe('edit');
    expect(moved.outcome?.kind).toBe('info');
  });

  it('sends with the newest preview of the reviewed terms', () => {
    const result = run([
      { type: 'checked', checked: checked(0, [HIGH]) }, press(100, 'C-1'), { type: 'checked', checked: checked(1_000, [HIGH]) }, press(1_500, 'C-2'),
    ]);
    expect(sends(result)).toMatchObject([{ previewId: 'P1000', clOrdId: 'C-2' }]);
  });

  it('asks again instead of sending on a preview older than two seconds, then reviews', () => {
    const aged = run([{ type: 'checked', checked: checked(0) }, { type: 'oneClick', on: true, now: 0 }, press(2_001, 'C-1')]);
    expect(aged.state.phase.kind).toBe('asking');
    expect(aged.effects).toEqual([{ do: 'ask' }]);
    expect(run([{ type: 'checked', checked: checked(2_010) }], aged.state).state.phase.kind).toBe('review');
    const blocked = run([{ type: 'checked', checked: checked(2_010, [warning('INSUFFICIENT_FUNDS', 'BLOCK')]) }], aged.state);
    expect(blocked.state.phase.kind).toBe('edit');
  });

  it('does nothing while something blocks the order or a field is missing', () => {
    const ready = run([{ type: 'checked', checked: checked(0) }]).state;
    expect(run([press(100, 'C-1', { blocks: ['Market data is stale'] })], ready)).toMatchObject({ state: { phase: { kind: 'edit' } }, effects: [] });
    expect(run([press(100, 'C-1', { terms: null })], ready).effects).toEqual([]);
  });

  it('skips the review in one-click mode only without warnings', () => {
    const armed = run([{ type: 'oneClick', on: true, now: 0 }]).state;
    expect(sends(run([{ type: 'checked', checked: checked(0, [INFO]) }, press(100, 'C-1')], armed))).toHaveLength(1);
    const flagged = run([{ type: 'checked', checked: checked(0, [HIGH]) }, press(100, 'C-1')], armed);
    expect(flagged.state.phase.kind).toBe('review');
  });

  it('disarms one-click after 15 idle minutes and on a reconnect', () => {
    const armed = run([{ type: 'oneClick', on: true, now: 0 }]).state;
    expect(run([{ type: 'idle', now: 899_999 }], armed).state.oneClickAt).toBe(0);
    expect(run([{ type: 'idle', now: 900_000 }], armed).state.oneClickAt).toBeNull();
    expect(run([{ type: 'reconnected' }], armed).state.oneClickAt).toBeNull();
  });

  it('keeps the ClOrdID, the terms and the preview over every retry of a lost answer', () => {
    const sent = run([{ type: 'checked', checked: checked(0) }, press(100, 'C-1'), press(600, 'C-2')]).state;
    const retried = run(
      [
        { type: 'lost', clOrdId: 'C-2' }, { type: 'edit', patch: { qty: '99' } }, { type: 'retry', clOrdId: 'C-2' },
        { type: 'lost', clOrdId: 'C-2' }, { type: 'reconnected' }, press(9_000, 'C-9', { terms: null }),
      ],
      sent,
    );
    expect(sends(retried)).toEqual([
      { do: 'send', terms, clOrdId: 'C-2', previewId: 'P0', attempt: 2 },
      { do: 'send', terms, clOrdId: 'C-2', previewId: 'P0', attempt: 3 },
    ]);
  });

  it('ignores answers about other orders', () => {
    const sent = run([{ type: 'checked', checked: checked(0) }, press(100, 'C-1'), press(600, 'C-2')]).state;
    expect(run([{ type: 'lost', clOrdId: 'C-7' }, { type: 'refused', clOrdId: 'C-7', text: '', now: 700 }], sent).state).toBe(sent);
  });

  it('empties the quantity after a sent order unless the ticket is kept, and never after a refusal', () => {
    const sent = run([{ type: 'keep', on: false }, { type: 'checked', checked: checked(0) }, press(100, 'C-1'), press(600, 'C-2')]).state;
    expect(run([{ type: 'answered', clOrdId: 'C-2', text: '', now: 700 }], sent).state.draft).toMatchObject({ qty: '', px: '50017.5' });
    expect(run([{ type: 'refused', clOrdId: 'C-2', text: 'LIMIT', now: 700 }], sent).state.draft.qty).toBe('10');
  });
});
