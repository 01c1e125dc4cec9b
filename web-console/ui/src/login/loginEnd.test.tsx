import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { useApp } from '../app/store';
import { api, type Me, type Nanos } from '../wire';
import { fakeWire } from '../wire/testing';
import { loginEnd } from './loginEnd';
import { LoginEndBar } from './LoginEndBar';

const MIN = 60_000;
const START = 1_800_000_000_000;
const ME = { user: 'trader', roles: ['trader'], accounts: [], startCash: {}, idleMs: 60 * MIN, expires: `${START + 720 * MIN}000000` as Nanos } as unknown as Me;

it.each([
  // used and now, minutes after the login; what the page says
  [0, 54, null],
  [0, 55, { inMs: 5 * MIN, why: 'idle' }],
  [0, 61, { inMs: 0, why: 'idle' }],
  [50, 100, null],
  [716, 714, null],
  [716, 717, { inMs: 3 * MIN, why: 'life' }],
])('used at %d min, the end seen at %d min is %j', (used, now, end) => {
  const at = START + now * MIN;
  expect(loginEnd(ME, START + used * MIN, at, at)).toEqual(end);
});

beforeEach(() => {
  vi.useFakeTimers({ now: START });
  fakeWire();
  useApp.setState({ me: ME });
  return () => vi.useRealTimers();
});

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('warns five minutes before, and any key keeps the login', async () => {
  const me = vi.spyOn(api, 'me').mockResolvedValue(ME);
  render(<LoginEndBar />);
  await pass(54 * MIN);
  expect(screen.queryByRole('status')).toBeNull();
  await pass(2 * MIN);
  expect(screen.getByRole('status').textContent).toContain('Your login ends in 4 min.');
  fireEvent.keyDown(document.body, { key: 'x' });
  await pass(0);
  expect(screen.queryByRole('status')).toBeNull();
  expect(me).toHaveBeenCalledTimes(1);
});

it('tells the server of a busy hand once a minute, and again after it could not', async () => {
  const me = vi.spyOn(api, 'me').mockRejectedValueOnce(new Error('gone')).mockResolvedValue(ME);
  render(<LoginEndBar />);
  for (let second = 0; second < 150; second++) {
    fireEvent.pointerMove(document.body);
    await pass(1000);
  }
  expect(me).toHaveBeenCalledTimes(2);
});

it('takes the word of another window of this browser', async () => {
  vi.spyOn(api, 'me').mockResolvedValue(ME);
  render(<LoginEndBar />);
  await pass(56 * MIN);
  expect(screen.getByRole('status')).toBeTruthy();
  const other = new BroadcastChannel('atlas-login-used');
  other.postMessage('used');
  other.close();
  vi.useRealTimers();
  await vi.waitFor(() => expect(screen.queryByRole('status')).toBeNull());
});
