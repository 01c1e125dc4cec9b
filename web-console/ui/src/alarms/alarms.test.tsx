import { fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { fakeWire, type FakeWire } from '../wire/testing';
import { AlarmBadge, AlarmBar, AlarmDialog } from '.';
import { alarmStore } from './store';

const STOPPED = { id: 'oms/1 failed@1', time: '1800000000000000000', severity: 'CRITICAL', text: 'oms/1 is stopped', state: 'HOLDS' };
const SLOW = { id: 'gateway in doubt@1', time: '1800000001000000000', severity: 'WARNING', text: 'the log does not answer', state: 'HOLDS' };
const LIE = { id: 'orders.events/0/7.0', time: '1800000002000000000', severity: 'CRITICAL', text: 'OVERFILL of order 0-3', state: 'HAPPENED' };

let wire: FakeWire;

beforeEach(() => {
  localStorage.clear();
  alarmStore.setState({ seen: new Set(), listOpen: false });
  wire = fakeWire();
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
});

function page(...items: object[]): void {
  render(
    <>
      <AlarmBadge />
      <AlarmBar />
      <AlarmDialog />
    </>,
  );
  wire.snap('alarms', {}, { items });
}

const bar = (): string | null => screen.queryByRole('alert')?.textContent ?? null;
const badge = (): string | null => screen.queryByRole('button', { name: /▲/ })?.textContent ?? null;

it('shows nothing while nothing is wrong', () => {
  page();
  expect(bar()).toBeNull();
  expect(badge()).toBeNull();
});

it('shows the worst first and says how many more there are', () => {
  page(STOPPED, SLOW);
  expect(bar()).toContain('CRITICAL');
  expect(bar()).toContain('oms/1 is stopped');
  expect(bar()).toContain('1 more');
  expect(badge()).toBe('▲ 2 alarms');
});

it('an alarm that is mended leaves by itself', () => {
  page(STOPPED);
  wire.delta('alarms', {}, { items: [{ ...STOPPED, state: 'MENDED', mended: '1800000009000000000' }] });
  expect(bar()).toBeNull();
  expect(badge()).toBeNull();
});

it('an acknowledged condition leaves the bar and stays in the badge while it holds', () => {
  page(STOPPED);
  fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
  expect(bar()).toBeNull();
  expect(badge()).toBe('▲ 1 alarm');
});

it('what happened stays until it is acknowledged, also over a reload', () => {
  page(LIE);
  expect(bar()).toContain('OVERFILL');
  fireEvent.click(screen.getByRole('button', { name: 'Acknowledge' }));
  expect(badge()).toBeNull();
  expect(JSON.parse(localStorage.getItem('atlas-alarms-seen') ?? '[]')).toEqual([LIE.id]);
});

it('lists all of them with their state, the newest first', () => {
  page(STOPPED, SLOW, LIE);
  wire.delta('alarms', {}, { items: [{ ...SLOW, state: 'MENDED', mended: '1800000009000000000' }] });
  fireEvent.click(screen.getByRole('button', { name: /▲/ }));
  const rows = within(screen.getByRole('dialog')).getAllByRole('row').slice(1);
  expect(rows.map((it) => it.textContent)).toEqual([
    expect.stringContaining('OVERFILL'),
    expect.stringMatching(/WARNING.*Mended.*the log does not answer/),
    expect.stringMatching(/CRITICAL.*Holds.*oms\/1/),
  ]);
});
