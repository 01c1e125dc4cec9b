import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import samples from '../../../protocol/samples/book.json';
import instruments from '../../../protocol/samples/instruments.json';
import orders from '../../../protocol/samples/orders.json';
import { useApp } from '../app/store';
import { api, type Account, type Price, type Symbol } from '../wire';
import { fakeWire, type FakeWire } from '../wire/testing';
import { BookPanel } from './BookPanel';

const account = 'DESK-1' as Account;
const symbol = 'BTC-USD' as Symbol;
const args = { symbol, depth: 15, group: '0.5' as Price };
/** The order of the sample, moved to a level that is shown. */
const mine = { ...orders.snap.items[2], px: '50011.5' };
let wire: FakeWire;

beforeEach(() => {
  useApp.setState({ account, symbol, prefs: { 'book.group': { 'BTC-USD': '0.5' } }, prefill: { n: 0 } });
  wire = fakeWire();
  render(<BookPanel />);
  wire.snap('instruments', {}, instruments.snap);
  wire.snap('orders', { account }, { items: [mine] });
});

const row = (px: string) => screen.getByText(px, { selector: '.book-px' }).closest('[role=row]') as HTMLElement;
const cells = (px: string) => within(row(px)).getAllByRole('gridcell').map((it) => it.textContent);

it('keeps the frame and shows rows in place while it loads', () => {
  expect(screen.getByRole('heading', { name: 'Order book' })).toBeTruthy();
  expect(document.querySelector('.loading')).toBeTruthy();
});

describe('with a book', () => {
  beforeEach(() => wire.snap('book', args, samples.snap));

  it('shows the worst ask on top, the best next to the spread, and the own quantity in its row', () => {
    const prices = [...document.querySelectorAll('.book-px')].map((it) => it.textContent);
    expect(prices).toEqual([
      '50,015.50', '50,015.00', '50,014.50', '50,014.00', '50,013.50',
      '50,012.50', '50,012.00', '50,011.50', '50,011.00', '50,010.50',
    ]);
    expect(cells('50,011.50')).toEqual(['2.4', '50,011.50', '0.22150', '0.46440']);
  });

  it('marks synthetic levels', () => {
    expect(row('50,015.00').className).toContain('book-synthetic');
    expect(row('50,014.50').className).not.toContain('book-synthetic');
  });

  it('changes texts in the same elements when the book moves', () => {
    const before = row('50,012.50');
    wire.delta('book', args, samples.delta);
    expect(row('50,012.50')).toBe(before);
    expect(cells('50,012.50')).toEqual(['', '50,012.50', '0.31000', '0.31000']);
    expect(screen.getByText(/seq 4,419,154/)).toBeTruthy();
  });

  it.each([
    // column, what the ticket is asked to take over
    ['px', { px: '50014.5' }],
    ['size', { qty: '0.1236' }],
    ['total', { qty: '1.5985', px: '50014.5' }],
  ])('a click on %s fills the ticket with %j', (column, wish) => {
    fireEvent.click(row('50,014.50').querySelector(`[data-col=${column}]`) as Element);
    expect(useApp.getState().prefill).toEqual({ n: 1, ...wish });
  });

  it('is one tab stop; arrows move between rows and Enter takes the price', () => {
    expect(document.querySelectorAll('.book-grid [tabindex="0"]')).toHaveLength(1);
    act(() => row('50,013.50').focus());
    fireEvent.keyDown(row('50,013.50'), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(row('50,012.50'));
    fireEvent.keyDown(row('50,012.50'), { key: 'Enter' });
    expect(useApp.getState().prefill).toEqual({ n: 1, px: '50012.5' });
  });

  it('offers cancel and amend on own orders only, and cancels by key', () => {
    const cancel = vi.spyOn(api, 'cancelOrder').mockResolvedValue({} as never);
    fireEvent.contextMenu(row('50,012.00'));
    expect(screen.queryByRole('menu')).toBeNull();
    fireEvent.contextMenu(row('50,011.50'));
    expect(screen.getAllByRole('menuitem').map((it) => it.textContent)).toEqual(['Cancel BUY 2.4 @ 50,011.50', 'Amend BUY 2.4 @ 50,011.50…']);
    fireEvent.click(screen.getByText('Cancel BUY 2.4 @ 50,011.50'));
    expect(cancel.mock.calls.map(([key]) => key)).toEqual(['C-000129']);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('asks for another price step and remembers it for this symbol', () => {
    fireEvent.change(screen.getByRole('combobox', { name: 'Price step of a level' }), { target: { value: '10' } });
    expect(useApp.getState().prefs['book.group']).toEqual({ 'BTC-USD': '10' });
    expect(wire.sent.at(-1)).toMatchObject({ op: 'sub', ch: 'book', args: { symbol, depth: 15, group: '10' } });
  });

  it('says how far an order would reach in depth mode', () => {
    fireEvent.click(screen.getByRole('radio', { name: 'Depth' }));
    const plot = document.querySelector('.depth-plot') as HTMLElement;
    vi.spyOn(plot, 'getBoundingClientRect').mockReturnValue({ left: 0, width: 100 } as DOMRect);
    fireEvent.pointerMove(plot, { clientX: 0 });
    expect(screen.getByText('sell 2.95270 BTC → 50,010.50 (synthetic)')).toBeTruthy();
    fireEvent.pointerMove(plot, { clientX: 71 });
    expect(screen.getByText('buy 1.47490 BTC → 50,014.00')).toBeTruthy();
  });
});

it.each([
  ['AWAITING', 'No book yet: the first snapshot of the market data feed is awaited.'],
  ['LIVE', 'No orders on either side. A limit order starts a book.'],
])('an empty book that is %s says why', (state, text) => {
  wire.snap('book', args, { ...samples.snap, state, bids: [], asks: [] });
  expect(screen.getByText(text)).toBeTruthy();
});

it('a stale feed dims the book although the socket lives', () => {
  wire.snap('book', args, { ...samples.snap, state: 'STALE' });
  expect(screen.getByText('FEED STALE')).toBeTruthy();
  expect(document.querySelector('.book-old')).toBeTruthy();
});
