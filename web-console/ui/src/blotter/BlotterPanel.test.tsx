import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import balances from '../../../protocol/samples/balances.json';
import fills from '../../../protocol/samples/fills.json';
import instruments from '../../../protocol/samples/instruments.json';
import orders from '../../../protocol/samples/orders.json';
import { useApp } from '../app/store';
import { Keyboard } from '../keys';
import { type Account, api, type Order, type Symbol, WireError } from '../wire';
import { type FakeWire, fakeWire } from '../wire/testing';
import { useAmending } from './actions';
import { BlotterPanel } from './BlotterPanel';
import { localOrders, useLocalOrders } from './local';

const ACCOUNT = 'DESK-1' as Account;
const ARGS = { account: ACCOUNT };
const items = orders.snap.items as unknown as Order[];
const byKey = (key: string): Order => items.find((it) => it.key === key) as Order;
let wire: FakeWire;

beforeEach(() => {
  useLocalOrders.setState({ sent: 0, orders: new Map(), pendings: new Map() });
  useAmending.setState({ now: null });
  useApp.setState({ account: ACCOUNT, symbol: 'BTC-USD' as Symbol, selectedOrder: null });
  wire = fakeWire();
  render(<BlotterPanel />);
  wire.snap('orders', ARGS, { items });
  wire.snap('instruments', {}, { items: instruments.snap.items });
  wire.snap('fills', ARGS, { items: fills.snap.items });
  wire.snap('balances', ARGS, { quote: 'USD', items: balances.snap.items });
  return new Keyboard(() => true).attach();
});

const rows = () => screen.getAllByRole('row').slice(1);
const row = (name: string) => screen.getByText(name).closest<HTMLElement>('[role="row"]') as HTMLElement;
const names = () => rows().map((it) => it.children[1]?.textContent);

describe('blotter', () => {
  it('shows the account newest first with words, marks and notes', () => {
    expect(names()).toEqual(['000131', '000130', '000129', '000126', 'desk-7']);
    expect(row('000129').textContent).toContain('LIVE40 %');
    expect(within(row('000130')).getByLabelText('cancel pending')).toBeDefined();
    expect(row('000126').textContent).toContain('OrderQty(38)=40 needs 40 BTC (available: 28.45) · INSUFFICIENT_FUNDS');
    expect(row('000131').className).toContain('bl-waiting');
    expect(screen.getByRole('tab', { name: /Working/ }).textContent).toBe('Working3');
  });

  it('flashes WAITING → LIVE once', () => {
    wire.delta('orders', ARGS, { items: orders.delta.items });
    expect(row('000131').className).toContain('bl-went-live');
    // happy-dom has no AnimationEvent with a name of its own.
    const end = Object.assign(new Event('animationend', { bubbles: true }), { animationName: 'bl-live' });
    fireEvent(row('000131'), end);
    expect(row('000131').className).not.toContain('bl-went-live');
  });

  it('shows a sent order before the server does, and "unknown, checking" when the answer is lost', () => {
    const order = { ...byKey('C-000131'), key: 'C-NEW', clOrdId: 'C-NEW', time: '1795356600000000000' } as unknown as Order;
    act(() => localOrders.sent(order));
    expect(names()[0]).toBe('NEW');
    act(() => localOrders.mark('C-NEW', 'unknown'));
    expect(row('NEW').textContent).toContain('unknown, checking');
    wire.delta('orders', ARGS, { items: [{ ...order, word: 'LIVE', orderId: '3-1', note: 'Resting' }] });
    expect(row('NEW').textContent).toContain('Resting');
    expect(row('NEW').className).toContain('bl-went-live');
    expect(useLocalOrders.getState().orders.size).toBe(0);
  });

  it('lets nothing move under the pointer: arrivals wait as "1 new"', async () => {
    fireEvent.pointerEnter(row('000130').closest('.bl-box') as Element);
    fireEvent.mouseOver(row('000130'));
    act(() => row('000130').focus());
    wire.delta('orders', ARGS, { items: [{ ...byKey('C-000129'), key: 'C-9', clOrdId: 'C-9', time: '1795356700000000000' }] });
    expect(names()[0]).toBe('000131');
    await userEvent.click(screen.getByRole('button', { name: '1 new' }));
    expect(names()[0]).toBe('9');
  });

  it('cancels by ✕ and by Delete, marks the row at once, and says why it could not', async () => {
    const cancel = vi.spyOn(api, 'cancelOrder').mockRejectedValue(new WireError('NOT_ALLOWED', 'order is closed', { status: 409 }));
    cancel.mockReturnValueOnce(new Promise<Order>(() => undefined));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel C-000129' }));
    expect(within(row('000129')).getByLabelText('cancel pending')).toBeDefined();
    expect(cancel.mock.calls[0]?.[0]).toBe('C-000129');
    act(() => row('000131').focus());
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(cancel).toHaveBeenCalledTimes(2));
    await waitFor(() => expect(within(row('000131')).queryByLabelText('cancel pending')).toBeNull());
  });

  it('amends in place: F2, checks, Enter sends the replace, Esc leaves the order', async () => {
    const replace = vi.spyOn(api, 'replaceOrder').mockReturnValue(new Promise<Order>(() => undefined));
    act(() => row('000129').focus());
    await userEvent.keyboard('{F2}');
    const field = screen.getByLabelText<HTMLInputElement>('New quantity');
    expect(document.activeElement).toBe(field);
    await userEvent.clear(field);
    await userEvent.type(field, '1.5{Enter}');
    expect(field.title).toBe('Above 1.6, that much is filled');
    expect(replace).not.toHaveBeenCalled();
    await userEvent.clear(field);
    await userEvent.type(field, '5{Enter}');
    expect(replace.mock.calls[0]?.slice(0, 2)).toEqual(['C-000129', { qty: '5', px: '50008' }]);
    expect(within(row('000129')).getByLabelText('replace pending')).toBeDefined();
  });

  it('filters by `/`, and the empty list says what to do', async () => {
    act(() => row('000129').focus());
    await userEvent.keyboard('/');
    const field = screen.getByLabelText('Filter orders');
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, 'side:buy st:live px>50000');
    await waitFor(() => expect(names()).toEqual(['000129']));
    await userEvent.type(field, ' nothing');
    expect(await screen.findByText(/^Nothing matches/)).toBeDefined();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(names()).toHaveLength(5));
  });

  it('has tabs for working orders, fills, positions and rejects', async () => {
    await userEvent.click(screen.getByRole('tab', { name: /Working/ }));
    expect(names()).toEqual(['000131', '000130', '000129']);
    await userEvent.click(screen.getByRole('tab', { name: /Fills/ }));
    expect(rows()[0]?.textContent).toContain('80,012.50');
    await userEvent.click(screen.getByRole('tab', { name: /Positions/ }));
    expect(rows()[0]?.textContent).toContain('BTCLONG3.45000');
    await userEvent.click(screen.getByRole('tab', { name: /Rejects/ }));
    expect(names()).toEqual(['000126']);
  });

  it('keeps a new reject red-edged until it was looked at', () => {
    wire.delta('orders', ARGS, { items: [{ ...byKey('C-000131'), word: 'REJECTED', reason: 'LIMIT', updated: '1795356700000000000' }] });
    expect(row('000131').className).toContain('bl-unseen');
    fireEvent.pointerOver(row('000131'));
    expect(row('000131').className).not.toContain('bl-unseen');
  });
});
