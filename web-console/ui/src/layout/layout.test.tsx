import { act, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { useApp } from '../app/store';
import type { Status } from '../wire';
import { confirmDialog, GridTable, Panel, Splitter, toast, worst, type PanelState } from '.';
import { notices } from './notices';

const state = (status: Status, more: Partial<PanelState> = {}): PanelState => ({
  status,
  data: {},
  ageMs: 3200,
  hz: 10,
  error: undefined,
  retry: vi.fn<() => void>(),
  ...more,
});

afterEach(() => {
  notices.setState({ toasts: [], question: null });
  useApp.getState().maximise(null);
});

describe('a panel', () => {
  test.each<[Status, Partial<PanelState>, string]>([
    ['stale', {}, 'STALE 3.2 s'],
    ['reconnecting', {}, 'STALE 3.2 s'],
    ['resync', {}, 'RESYNC'],
    ['live', { hz: 2 }, 'CONFLATED 2 Hz'],
  ])('that is %s says so and goes on showing its values', (status, more, chip) => {
    render(<Panel id="x" title="X" state={state(status, more)}>value</Panel>);
    expect(screen.getByText(chip)).toBeTruthy();
    expect(screen.getByText('value')).toBeTruthy();
  });

  test('without data is a frame with dim rows, then its content', () => {
    const { rerender } = render(<Panel id="x" title="Order book" state={state('loading', { data: undefined })}>value</Panel>);
    expect(screen.getByRole('region', { name: 'Order book' })).toBeTruthy();
    expect(screen.queryByText('value')).toBeNull();
    rerender(<Panel id="x" title="Order book" state={state('live')}>value</Panel>);
    expect(screen.getByText('value')).toBeTruthy();
  });

  test('that is refused says what, why and the code, and asks again', async () => {
    const retry = vi.fn<() => void>();
    render(<Panel id="x" title="Tape" state={state('error', { retry, error: { code: 'UNKNOWN_SYMBOL', text: 'symbol: XYZ' } })} />);
    expect(screen.getByText('Tape cannot be shown')).toBeTruthy();
    expect(screen.getByText('symbol: XYZ')).toBeTruthy();
    await userEvent.click(screen.getByText('Retry'));
    expect(retry).toHaveBeenCalledTimes(1);
  });

  test('that throws does not blank the one beside it', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const Broken = (): never => {
      throw new Error('no such row');
    };
    render(
      <>
        <Panel id="a" title="A"><Broken /></Panel>
        <Panel id="b" title="B">still here</Panel>
      </>,
    );
    expect(screen.getByText('A failed')).toBeTruthy();
    expect(screen.getByText('still here')).toBeTruthy();
  });

  test('of two channels shows the worse, and loads until both have data', () => {
    expect(worst([state('live'), state('stale')])?.status).toBe('stale');
    expect(worst([state('live'), state('loading', { data: undefined })])?.data).toBeUndefined();
    expect(worst([state('stale'), state('loading', { data: undefined })])?.data).toBeUndefined();
    expect(worst(undefined)).toBeUndefined();
  });
});

describe('a table', () => {
  const rows = Array.from({ length: 30 }, (_, i) => ({ id: `r${i}` }));
  const show = (onActivate: (row: { id: string }) => void): void =>
    void render(<GridTable label="T" columns={[{ id: 'id', title: 'Id', width: '1fr', cell: (it) => it.id }]} rows={rows} rowKey={(it) => it.id} onActivate={onActivate} />);

  test('has one tab stop, and arrows, Page, Home and End move in it', async () => {
    const activated = vi.fn<(row: { id: string }) => void>();
    show(activated);
    await userEvent.tab();
    const at = (): string | null => document.activeElement?.textContent ?? null;
    expect(at()).toBe('r0');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{PageDown}');
    expect(at()).toBe('r12');
    await userEvent.keyboard('{End}');
    expect(at()).toBe('r29');
    await userEvent.keyboard('{ArrowDown}{Home}{Enter}');
    expect(activated).toHaveBeenCalledWith({ id: 'r0' });
    expect(screen.getAllByRole('row').filter((it) => it.tabIndex === 0)).toHaveLength(1);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('31');
  });
});

test('a splitter moves by 8 px with the arrows, stays in its limits and resets on a double click', async () => {
  const change = vi.fn<(px: number) => void>();
  const reset = vi.fn<() => void>();
  render(<Splitter label="W" orientation="vertical" value={300} min={200} max={304} onChange={change} onReset={reset} />);
  const line = screen.getByRole('separator');
  line.focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowRight}{Home}{End}');
  expect(change.mock.calls.flat()).toEqual([292, 304, 200, 304]);
  fireEvent.doubleClick(line);
  expect(reset).toHaveBeenCalledTimes(1);
});

test('at most three toasts; a burst is one', () => {
  act(() => {
    ['a', 'b', 'c', 'd'].forEach((text) => toast({ kind: 'info', text }));
    for (let i = 0; i < 14; i++) {
      toast({ kind: 'good', text: 'fill', burst: 'fills', merge: (n) => `${n} fills` });
    }
  });
  expect(notices.getState().toasts.map((it) => it.text)).toEqual(['c', 'd', '14 fills']);
});

test('a question is answered once, and an open one with no when the next comes', async () => {
  const first = confirmDialog({ title: 'A', text: 'a', yes: 'go' });
  const second = confirmDialog({ title: 'B', text: 'b', yes: 'go' });
  await expect(first).resolves.toBe(false);
  notices.getState().question?.answer(true);
  await expect(second).resolves.toBe(true);
});
