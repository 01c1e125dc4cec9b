import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import balances from '../../../protocol/samples/balances.json';
import instruments from '../../../protocol/samples/instruments.json';
import orders from '../../../protocol/samples/orders.json';
import preview from '../../../protocol/samples/preview.json';
import top from '../../../protocol/samples/top.json';
import { useApp } from '../app/store';
import { useLocalOrders } from '../blotter/local';
import { Keyboard } from '../keys';
import { type Account, api, type Me, type Order, type Preview, type PreviewArgs, type Symbol, type Warning, WireError } from '../wire';
import { type FakeWire, fakeWire } from '../wire/testing';
import { PriceButtons } from './PriceButtons';
import { initialTicket } from './machine';
import { useTicket } from './store';
import { TicketPanel } from './TicketPanel';

const ACCOUNT = 'DESK-1' as Account;
const SYMBOL = 'BTC-USD' as Symbol;
/** The answer without its envelope: the wire puts its own on. */
const sample = Object.fromEntries(Object.entries(preview).filter(([name]) => name !== 't' && name !== 'id')) as unknown as Preview;
let wire: FakeWire;
let answer: (args: PreviewArgs) => Preview;

beforeEach(() => {
  useTicket.setState(initialTicket({ symbol: SYMBOL, side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '', px: '' }), true);
  useLocalOrders.setState({ orders: new Map(), pendings: new Map() });
  useApp.setState({ account: ACCOUNT, symbol: SYMBOL, me: { roles: ['viewer', 'trader'] } as unknown as Me, preview: null });
  answer = () => sample;
  wire = fakeWire();
  wire.answer('preview', (args) => answer(args));
  render(
    <>
      <PriceButtons />
      <TicketPanel />
    </>,
  );
  wire.snap('instruments', {}, { items: instruments.snap.items });
  wire.snap('top', {}, { items: top.snap.items });
  wire.snap('balances', { account: ACCOUNT }, { quote: 'USD', items: balances.snap.items });
  wire.snap('orders', { account: ACCOUNT }, { items: [] });
  return new Keyboard(() => true).attach();
});

const submit = () => document.getElementById('ticket-submit') as HTMLButtonElement;
const qty = () => screen.getByLabelText<HTMLInputElement>(/^Quantity/, { selector: 'input' });
const px = () => screen.getByLabelText<HTMLInputElement>(/^Limit price/, { selector: 'input' });
const warnings = () => screen.queryAllByRole('listitem').map((item) => item.dataset['code']);
const deaf = () => act(() => new Promise((resolve) => void vi.waitFor(() => expect(Date.now()).toBeGreaterThan(useTicket.getState().deafUntil)).then(resolve)));

async function typeOrder(quantity = '10', price = '50017.5'): Promise<void> {
  await userEvent.type(qty(), quantity);
  await userEvent.type(px(), price);
  await waitFor(() => expect(submit().disabled).toBe(false));
  await waitFor(() => expect(useTicket.getState().checked?.asked.px).toBe(price));
}

describe('ticket', () => {
  it('previews without a press: required funds, three columns, estimates, warnings worst first', async () => {
    answer = () => ({ ...sample, warnings: sample.warnings.toReversed() });
    await typeOrder();
    expect(screen.getByText('500,175.00 USD')).toBeDefined();
    expect(screen.getByRole('row', { name: /USD available 645,018.81 144,843.81 144,843.81/ })).toBeDefined();
    expect(screen.getByRole('row', { name: /BTC position 3.45000 3.45000 13.45000/ })).toBeDefined();
    expect(screen.getByText('9 levels')).toBeDefined();
    expect(warnings()).toEqual(['LOW_BUFFER', 'HIGH_NOTIONAL', 'CROSSES_SPREAD']);
  });

  it('takes a price button, lights it, keeps the quantity and moves to Submit', async () => {
    await userEvent.type(qty(), '10');
    await userEvent.click(await screen.findByRole('button', { name: 'Aggressive 50,017.50' }));
    expect(px().value).toBe('50,017.50');
    expect(qty().value).toBe('10.00000');
    expect(screen.getByRole('button', { name: 'Aggressive 50,017.50' }).getAttribute('aria-pressed')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(submit()));
    expect(screen.getByRole('meter').getAttribute('aria-valuenow')).toBe('100');
  });

  it('reviews, then sends exactly the reviewed terms with their preview, and shows the row before the answer', async () => {
    const sent = vi.spyOn(api, 'submitOrder').mockReturnValue(new Promise<Order>(() => undefined));
    await typeOrder();
    expect(submit().textContent).toContain('BUY 10.00000 BTC @ 50,017.50');
    await userEvent.click(submit());
    expect(submit().textContent).toContain('Send BUY 10 BTC for 500,175 USD?');
    expect(sent).not.toHaveBeenCalled();
    await deaf();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    const [body, clOrdId] = sent.mock.calls[0] ?? [];
    expect(body).toEqual({
      account: 'DESK-1', symbol: 'BTC-USD', side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '10', px: '50017.5', previewId: 'p-000041',
    });
    expect(useLocalOrders.getState().orders.get(String(clOrdId))?.order).toMatchObject({ word: 'WAITING', qty: '10', px: '50017.5' });
    expect(submit().getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(submit());
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('resets the review on an edit and on Esc', async () => {
    await typeOrder();
    await userEvent.click(submit());
    await userEvent.click(screen.getByRole('radio', { name: 'SELL' }));
    expect(useTicket.getState().phase.kind).toBe('edit');
    await userEvent.click(screen.getByRole('radio', { name: 'BUY' }));
    await deaf();
    await userEvent.click(submit());
    expect(useTicket.getState().phase.kind).toBe('review');
    await userEvent.keyboard('{Escape}');
    expect(useTicket.getState().phase.kind).toBe('edit');
  });

  it('keeps one ClOrdID over a lost answer, and the log settles it', async () => {
    const sent = vi.spyOn(api, 'submitOrder').mockRejectedValue(new WireError('OFFLINE', 'gone'));
    await typeOrder();
    await userEvent.click(submit());
    await deaf();
    await userEvent.click(submit());
    await waitFor(() => expect(submit().textContent).toContain('unknown, checking'));
    await userEvent.click(submit());
    await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
    const ids = sent.mock.calls.map(([, id]) => id);
    expect(ids[1]).toBe(ids[0]);
    expect(useLocalOrders.getState().orders.get(String(ids[0]))?.state).toBe('unknown');
    const item = { ...orders.snap.items[0], key: ids[0], clOrdId: ids[0] };
    wire.delta('orders', { account: ACCOUNT }, { items: [item] });
    await waitFor(() => expect(useTicket.getState().phase.kind).toBe('edit'));
  });

  it('shows what the server refused and keeps it as a rejected row', async () => {
    vi.spyOn(api, 'submitOrder').mockRejectedValue(new WireError('NOT_ALLOWED', 'Limit: too much', { status: 409 }));
    await typeOrder();
    await userEvent.click(submit());
    await deaf();
    await userEvent.click(submit());
    expect(await screen.findByText('Not sent, NOT_ALLOWED: Limit: too much')).toBeDefined();
    expect([...useLocalOrders.getState().orders.values()].map((local) => local.order.word)).toEqual(['REJECTED']);
  });

  it('is off with the reason while the market is stale, the connection gone, the order blocked or the role missing', async () => {
    await typeOrder();
    const block: Warning = { code: 'INSUFFICIENT_FUNDS', severity: 'BLOCK', title: 'Insufficient funds', text: 'needs more' };
    answer = () => ({ ...sample, ok: false, warnings: [block] });
    await userEvent.click(screen.getByRole('radio', { name: 'SELL' }));
    await waitFor(() => expect(document.getElementById('ticket-next')?.textContent).toBe('Insufficient funds'));
    expect(submit().disabled).toBe(true);
    wire.delta('top', {}, { items: [{ ...top.snap.items[0], state: 'STALE' }] });
    expect(submit().title).toBe('Market data is stale');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Passive/ }).disabled).toBe(true);
    wire.breaks();
    expect(submit().title).toBe('Not connected to the server');
    act(() => useApp.setState({ me: { roles: ['viewer'] } as unknown as Me }));
    expect(submit().disabled).toBe(true);
  });

  it('reads shorthand, steps by arrows, and says what is wrong under the field', async () => {
    await userEvent.type(px(), '50000');
    await userEvent.type(qty(), '25%');
    expect(qty().value).toBe('3.22509');
    await userEvent.clear(qty());
    await userEvent.type(qty(), '1k');
    expect(await screen.findByText('Most is 100 BTC')).toBeDefined();
    await userEvent.clear(qty());
    await userEvent.type(qty(), '1{ArrowUp}{Shift>}{ArrowUp}{/Shift}{ArrowDown}');
    expect(qty().value).toBe('1.0001');
    await userEvent.type(px(), '.005');
    expect(await screen.findByText('Not a multiple of the tick 0.01')).toBeDefined();
    expect(submit().disabled).toBe(true);
  });

  it('takes over what was clicked elsewhere', async () => {
    act(() => useApp.getState().prefillTicket({ side: 'SELL', px: '50012.5' as never, qty: '2' as never, focus: 'submit' }));
    expect([px().value, qty().value]).toEqual(['50,012.50', '2.00000']);
    expect(screen.getByRole('radio', { name: 'SELL' }).getAttribute('aria-checked')).toBe('true');
    await waitFor(() => expect(document.activeElement?.id).toBe('ticket-submit'));
  });

  it('frames book and ticket while one-click is armed and disarms when the connection breaks', async () => {
    await userEvent.click(screen.getByRole('radio', { name: 'One-click' }));
    expect(document.documentElement.dataset['oneClick']).toBe('on');
    wire.breaks();
    expect(document.documentElement.dataset['oneClick']).toBe('off');
  });
});
