import { describe, expect, test, vi } from 'vitest';
import instruments from '../../../protocol/samples/instruments.json';
import orders from '../../../protocol/samples/orders.json';
import type { Action } from '../keys';
import type { Instrument, Order } from '../wire/types';
import { score, suggest, type Known } from './suggest';

const action = (id: string, title: string, ...keys: string[]): Action => ({ id, title, keys, run: vi.fn() });
const KNOWN: Known = {
  instruments: instruments.snap.items as unknown as Instrument[],
  orders: orders.snap.items as unknown as Order[],
  actions: [
    action('ticket.buy', 'Ticket as buy', 'B'),
    action('ticket.sell', 'Ticket as sell', 'S'),
    action('orders.cancelAll', 'Cancel all working orders', 'Ctrl+Shift+X'),
    action('go.fix', 'Go to FIX messages', 'G X'),
    action('set.theme', 'Light theme'),
    { ...action('max.book', 'Maximise Order book', 'M'), hidden: true },
  ],
};
const first = (typed: string) => suggest(typed, KNOWN)[0];

describe('the command box', () => {
  test.each([
    ['btc', { kind: 'symbol', symbol: 'BTC-USD' }],
    ['ETH-USD', { kind: 'symbol', symbol: 'ETH-USD' }],
    ['C-000126', { kind: 'order', key: 'C-000126' }],
    ['3-88101', { kind: 'order', key: 'desk-7' }],
    ['35=8', { kind: 'fix', query: '35=8' }],
    ['35=8 39=2', { kind: 'fix', query: '35=8 39=2' }],
    ['buy', { kind: 'action', id: 'ticket.buy' }],
    ['cancel all', { kind: 'action', id: 'orders.cancelAll' }],
    ['can all', { kind: 'action', id: 'orders.cancelAll' }],
    ['theme', { kind: 'action', id: 'set.theme' }],
    ['fix mes', { kind: 'action', id: 'go.fix' }],
    ['gtfx', { kind: 'action', id: 'go.fix' }],
    ['buy 10 @ 50,000', { kind: 'ticket', wish: { side: 'BUY', qty: '10', px: '50000', focus: 'submit' } }],
    ['s 2.5', { kind: 'ticket', wish: { side: 'SELL', qty: '2.5', focus: 'px' } }],
    ['C-999999', { kind: 'fix', query: 'C-999999' }],
  ])('%j goes first to %j', (typed, effect) => {
    expect(first(typed)?.effect).toEqual(effect);
  });

  test('offers the actions when nothing is typed, hidden ones never', () => {
    expect(suggest('', KNOWN).map((line) => line.title)).toEqual(KNOWN.actions.slice(0, 5).map((it) => it.title));
    expect(suggest('maximise', KNOWN).map((line) => line.effect.kind)).toEqual(['fix']);
  });

  test('lists the newest action of an id once', () => {
    const twice = { ...KNOWN, actions: [...KNOWN.actions, action('ticket.buy', 'Ticket as buy', 'B')] };
    expect(suggest('ticket as buy', twice).filter((line) => line.id === 'ticket.buy')).toHaveLength(1);
  });

  test('takes what is no decimal for no order', () => {
    expect(suggest('buy 1.2.3', KNOWN).some((line) => line.effect.kind === 'ticket')).toBe(false);
  });
});

test('the better the letters fit the higher they score', () => {
  const scores = ['Book', 'Bookkeeping', 'Order book', 'Ebook', 'b-o-o-k'].map((text) => score('book', text));
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(scores.every((each) => each > 0)).toBe(true);
  expect(score('book', 'tape')).toBe(0);
});
