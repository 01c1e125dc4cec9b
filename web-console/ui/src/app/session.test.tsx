import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CancelAll } from '../header/CancelAll';
import { notices } from '../layout/notices';
import { Login } from '../login';
import { csrfCookie, setWire } from '../wire';
import { FakeWire, fakeWire } from '../wire/testing';
import type { Account } from '../wire/types';
import { News } from './News';
import { QuestionDialog } from './Notices';
import { session, start } from './session';
import { useApp } from './store';

const DESK = { account: 'DESK-1' as Account };
const ME = { user: 'trader', roles: ['trader'], accounts: ['DESK-1'], startCash: {}, idleMs: 1, expires: '1' };
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  session.setState({ phase: 'starting', trouble: '' });
  useApp.setState({ me: null, account: null });
  notices.setState({ toasts: [], question: null });
  document.cookie = `${csrfCookie()}=; expires=Thu, 01 Jan 1970 00:00:00 GMT`;
});
afterEach(() => setWire(undefined));

const signIn = async (password: string): Promise<void> => {
  render(<Login />);
  await userEvent.type(screen.getByLabelText('User'), 'trader');
  await userEvent.type(screen.getByLabelText('Password'), `${password}{Enter}`);
};

test('without a cookie the page asks for the login and nothing of the server', async () => {
  await start();
  expect(session.getState().phase).toBe('login');
  expect(fetched).not.toHaveBeenCalled();
});

test('with a living cookie a reload goes straight in and connects', async () => {
  const wire = new FakeWire();
  document.cookie = `${csrfCookie()}=t`;
  fetched.mockImplementation((path) => Promise.resolve(json(200, path === 'api/me' ? ME : { palette: 'cvd' })));
  await start();
  expect(session.getState().phase).toBe('in');
  expect(useApp.getState()).toMatchObject({ account: 'DESK-1', prefs: { palette: 'cvd' } });
  expect(wire.sockets).toHaveLength(1);
});

test('a cookie whose login is over is asked for once, not at every visit', async () => {
  document.cookie = `${csrfCookie()}=t; Path=/`;
  fetched.mockResolvedValue(json(401, { code: 'LOGIN_NEEDED', text: 'x' }));
  await start();
  await start();
  expect(session.getState()).toMatchObject({ phase: 'login', trouble: '' });
  expect(fetched).toHaveBeenCalledTimes(1);
});

test.each([
  [401, { code: 'LOGIN_REFUSED', text: 'x' }, 'User or password is wrong.'],
  [429, { code: 'TOO_MANY', text: 'x', retryAfterMs: 2500 }, 'Too many attempts. Try again in 3 s.'],
])('a login refused with %i says why and can be tried again', async (status, body, words) => {
  fetched.mockResolvedValue(json(status, body));
  await signIn('wrong');
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Log in' }).disabled).toBe(false);
});

test('a good login enters', async () => {
  const wire = new FakeWire();
  fetched.mockImplementation(() => Promise.resolve(json(200, ME)));
  await signIn('atlas-demo');
  await vi.waitFor(() => expect(session.getState().phase).toBe('in'));
  expect(wire.sockets).toHaveLength(1);
});

test('cancel all asks once, then sends once', async () => {
  fakeWire();
  useApp.setState({ account: DESK.account, me: ME as never });
  fetched.mockImplementation(() => Promise.resolve(json(202, { count: 2 })));
  render(<><CancelAll /><QuestionDialog /></>);
  await userEvent.click(screen.getByRole('button', { name: /CANCEL ALL/ }));
  expect(fetched).not.toHaveBeenCalled();
  act(() => notices.getState().question?.answer(true));
  await vi.waitFor(() => expect(notices.getState().toasts[0]?.text).toBe('Cancel sent for 2 orders'));
  expect(fetched.mock.calls.map(([path]) => path)).toEqual(['api/orders/cancel-all']);
});

test('who may not trade has no cancel all', () => {
  fakeWire();
  useApp.setState({ account: DESK.account, me: { ...ME, roles: ['viewer'] } as never });
  render(<CancelAll />);
  expect(screen.queryByRole('button')).toBeNull();
});

test('fills of the first snapshot are no news; a burst of later ones is one toast with its sum', () => {
  const wire = fakeWire();
  useApp.setState({ account: DESK.account });
  render(<News />);
  const fill = (execId: string, qty: string): object => ({ execId, symbol: 'BTC-USD', side: 'BUY', qty, px: '50000', amount: '1' });
  wire.snap('fills', DESK, { items: [fill('a', '9')] });
  expect(notices.getState().toasts).toEqual([]);
  wire.delta('fills', DESK, { items: [fill('b', '0.1')] });
  expect(notices.getState().toasts.map((it) => it.text)).toEqual(['Bought 0.1 BTC at 50,000.00']);
  wire.delta('fills', DESK, { items: [fill('c', '0.2'), fill('d', '1')] });
  expect(notices.getState().toasts.map((it) => it.text)).toEqual(['Bought: 3 fills, 1.3 BTC']);
});

test('a rejected order is toasted with its reason', () => {
  const wire = fakeWire();
  useApp.setState({ account: DESK.account });
  render(<News />);
  wire.snap('orders', DESK, { items: [] });
  wire.delta('orders', DESK, { items: [{ key: 'a', word: 'REJECTED', side: 'SELL', qty: '12', symbol: 'BTC-USD', reason: 'INSUFFICIENT_FUNDS' }] });
  expect(notices.getState().toasts.map((it) => it.text)).toEqual(['SELL 12 BTC-USD rejected: INSUFFICIENT_FUNDS']);
});
