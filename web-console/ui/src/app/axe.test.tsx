import { act, fireEvent, render, screen } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { notices, confirmDialog, toast } from '../layout/notices';
import { Login } from '../login';
import { axeFaults } from '../test/axe';
import type { Account, ChannelName, Decoded, Me, Nanos, Preview } from '../wire';
import { fakeWire, type FakeWire } from '../wire/testing';
import { App } from './App';
import { session } from './session';
import { useApp } from './store';

// There is no canvas here: its panel is looked at without what the library draws.
vi.mock('../chart/ChartView', () => ({ ChartView: () => <div role="img" aria-label="chart" /> }));

const sample = <T,>(name: string): T => JSON.parse(readFileSync(join(import.meta.dirname, `../../../protocol/samples/${name}.json`), 'utf8')) as T;
const ME = { user: 'trader', roles: ['trader'], accounts: ['DESK-1'], startCash: {}, idleMs: 3_600_000, expires: '1900000000000000000' as Nanos } as unknown as Me;
let wire: FakeWire;

beforeEach(() => {
  useApp.setState({ me: ME, account: 'DESK-1' as Account, prefs: {}, prefill: { n: 0 }, selectedFix: null });
  notices.setState({ toasts: [], question: null });
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(340);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(340);
  wire = fakeWire();
  wire.answer('preview', () => sample<Preview>('preview'));
  wire.answer('decode', () => sample<Decoded>('decode'));
});

/** Answers every subscription of the page so far. */
function answerAll(answer: (channel: ChannelName) => object): void {
  const known = new Set<string>();
  for (let asked = wire.sent.length + 1; asked !== wire.sent.length; ) {
    asked = wire.sent.length;
    for (const frame of wire.sent) {
      if (frame.op === 'sub' && !known.has(frame.id)) {
        known.add(frame.id);
        wire.says({ ...answer(frame.ch), id: frame.id, seq: 1 });
      }
    }
  }
}
const full = (channel: ChannelName): object => sample<{ snap: object }>(channel).snap;
const empty = (channel: ChannelName): object => (channel === 'instruments' ? full(channel) : { ...full(channel), items: [], bids: [], asks: [] });
const refused = (): object => ({ t: 'err', code: 'UNKNOWN_SYMBOL', text: 'symbol: XYZ' });

function open(width: number): void {
  act(() => {
    Object.assign(window, { innerWidth: width, innerHeight: 1080 });
    window.dispatchEvent(new Event('resize'));
    session.setState({ phase: 'in' });
  });
  render(<App />);
}

it('the login is clean', async () => {
  render(<Login />);
  expect(await axeFaults()).toEqual([]);
});

it.each([
  ['wide', 1920, full],
  ['with a tab for the tape', 1440, full],
  ['one column', 1024, full],
  ['the least', 600, full],
  ['wide and without data', 1920, empty],
  ['wide and still loading', 1920, () => ({ t: 'none' })],
  ['wide and refused', 1920, refused],
])('the workspace is clean: %s', async (_, width, answer) => {
  open(width);
  answerAll(answer);
  expect(screen.getByRole('region', { name: width === 600 ? 'Portfolio' : 'Order book' })).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
});

it('what stands over the workspace is clean: question, toasts, menu, help, lost connection', async () => {
  open(1920);
  answerAll(full);
  act(() => {
    toast({ kind: 'bad', text: 'refused' });
    void confirmDialog({ title: 'Cancel all', text: 'sure?', yes: 'Cancel all' });
  });
  expect(await axeFaults()).toEqual([]);
  act(() => notices.getState().question?.answer(false));
  fireEvent.click(screen.getByRole('button', { name: 'DESK-1 · trader' }));
  expect(screen.getByRole('menu', { name: 'Settings' })).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  fireEvent.keyDown(document.body, { key: '?' });
  expect(screen.getByRole('dialog', { name: /keys/i })).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  wire.breaks();
  expect(screen.getByText(/^Reconnecting, try 1/)).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
});
