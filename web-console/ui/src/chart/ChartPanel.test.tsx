import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import samples from '../../../protocol/samples/bars.json';
import instruments from '../../../protocol/samples/instruments.json';
import orders from '../../../protocol/samples/orders.json';
import { useApp } from '../app/store';
import type { Account, BarSize, Symbol } from '../wire';
import { fakeWire, type FakeWire } from '../wire/testing';
import { ChartPanel } from './ChartPanel';

/** What the chart library was told; there is no canvas here. */
const told = vi.hoisted(() => ({ log: [] as string[], crosshair: undefined as undefined | ((at: { time?: number }) => void) }));
vi.mock('lightweight-charts', () => {
  const series = (name: string) => ({
    priceScale: () => ({ applyOptions: () => undefined }),
    setData: (data: readonly object[]) => told.log.push(`${name} set ${data.length}`),
    update: (bar: { close?: number; value?: number }) => told.log.push(`${name} update ${bar.close ?? bar.value}`),
    applyOptions: () => undefined,
    createPriceLine: (line: { title: string; price: number }) => {
      told.log.push(`line ${line.title} at ${line.price}`);
      return { options: () => line, applyOptions: () => undefined };
    },
    removePriceLine: () => told.log.push('line gone'),
  });
  return {
    CandlestickSeries: 'candles', LineSeries: 'line', HistogramSeries: 'volume',
    ColorType: {}, CrosshairMode: {}, LineStyle: {},
    createSeriesMarkers: () => ({ setMarkers: (marks: readonly { text: string }[]) => told.log.push(`marks ${marks.map((it) => it.text).join()}`) }),
    createChart: () => ({
      addSeries: series,
      applyOptions: () => told.log.push('options'),
      subscribeCrosshairMove: (handler: (at: { time?: number }) => void) => (told.crosshair = handler),
      unsubscribeCrosshairMove: () => undefined,
      timeScale: () => ({
        width: () => 1400,
        height: () => 26,
        getVisibleLogicalRange: () => ({ from: 0, to: 200 }),
        applyOptions: (room: { barSpacing: number; rightOffset: number }) => told.log.push(`room ${room.barSpacing} right ${room.rightOffset}`),
        subscribeSizeChange: () => undefined,
        unsubscribeSizeChange: () => undefined,
        subscribeVisibleLogicalRangeChange: () => undefined,
        unsubscribeVisibleLogicalRangeChange: () => undefined,
      }),
      remove: () => told.log.push('removed'),
    }),
  };
});

const account = 'DESK-1' as Account;
const args = (size: BarSize) => ({ symbol: 'BTC-USD' as Symbol, size });
let wire: FakeWire;

beforeEach(() => {
  vi.useFakeTimers();
  told.log.length = 0;
  useApp.setState({ account, symbol: 'BTC-USD' as Symbol, prefs: { 'chart.size': '1m' } });
  wire = fakeWire();
  render(<ChartPanel />);
  wire.snap('instruments', {}, instruments.snap);
  wire.snap('orders', { account }, { items: [orders.snap.items[2]] });
  wire.snap('fills', { account }, { items: [{ ...orders.snap.items[2], execId: 'e', time: '1795356555131000000', qty: '1.6' }] });
  wire.snap('bars', args('1m'), samples.snap);
  return () => vi.useRealTimers();
});

const readout = () => document.querySelector('.chart-readout')?.textContent;

it('draws candles, volume, own working orders and fills', () => {
  expect(told.log).toEqual(['candles set 3', 'volume set 3', 'room 28 right 46', 'line BUY 2.4 at 50008', 'marks B 1.6']);
});

it('spreads few bars over the width until somebody moves them', () => {
  const bar = (i: number) => ({ ...samples.snap.items[2], t: `${1795356600 + i * 60}000000000` });
  const host = screen.getByRole('img');
  told.log.length = 0;
  wire.delta('bars', args('1m'), { items: Array.from({ length: 50 }, (_, i) => bar(i)) });
  act(() => void vi.advanceTimersByTime(250));
  expect(told.log.at(-1)).toBe(`room ${1400 / 63} right 9`);
  fireEvent.pointerMove(host, { buttons: 0 });
  fireEvent.pointerMove(host, { buttons: 1 });
  told.log.length = 0;
  wire.delta('bars', args('1m'), { items: Array.from({ length: 20 }, (_, i) => bar(50 + i)) });
  act(() => void vi.advanceTimersByTime(250));
  expect(told.log.filter((it) => it.startsWith('room'))).toEqual([]);
  fireEvent.dblClick(host, { clientY: 1 });
  expect(told.log.at(-1)).toBe(`room ${1400 / 79} right 5`);
});

it('tells the chart only the changed bar, at most four times a second', () => {
  told.log.length = 0;
  wire.delta('bars', args('1m'), samples.delta);
  wire.delta('bars', args('1m'), { items: [{ ...samples.delta.items[0], c: '50020' }] });
  expect(told.log).toEqual([]);
  act(() => void vi.advanceTimersByTime(250));
  expect(told.log).toEqual(['candles update 50020', 'volume update 20.7923']);
});

it('shows the values of the newest bar, or of the one under the pointer', () => {
  expect(readout()).toBe('O 50,012.00 H 50,031.70 L 50,008.00 C 50,013.50 V 20.34000');
  act(() => told.crosshair?.({ time: 1795356480 }));
  expect(readout()).toBe('O 50,009.00 H 50,015.00 L 50,007.50 C 50,012.00 V 11.60000');
  act(() => told.crosshair?.({}));
  expect(readout()).toBe('O 50,012.00 H 50,031.70 L 50,008.00 C 50,013.50 V 20.34000');
});

it('removes the line of an order that no longer works', () => {
  wire.delta('orders', { account }, { items: [{ ...orders.snap.items[2], word: 'FILLED', leavesQty: '0' }] });
  act(() => void vi.advanceTimersByTime(250));
  expect(told.log.at(-1)).toBe('line gone');
});

it('has a summary and a table of closed bars, newest first, for those who do not see it', () => {
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe('BTC-USD price, 1m candles, 3 bars, last 50,013.50 USD. A table of the newest bars follows.');
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
  expect(rows.map((it) => it.textContent)).toEqual([
    '2026-11-22T14:08:00.000000000Z50,009.0050,015.0050,007.5050,012.0011.60000',
    '2026-11-22T14:07:00.000000000Z50,001.0050,011.5049,998.5050,009.0014.22130',
  ]);
});

it('keeps the library’s mark in sight', () => {
  expect(screen.getByRole('link', { name: 'Charting by TradingView' }).getAttribute('href')).toContain('tradingview.com');
});

it('draws anew when the palette changes', async () => {
  vi.useRealTimers();
  told.log.length = 0;
  document.documentElement.dataset['palette'] = 'cvd';
  await vi.waitFor(() => expect(told.log).toContain('candles set 3'));
  expect(told.log).toContain('options');
});

it('draws each trade as a point of a line in ticks', () => {
  fireEvent.click(screen.getByRole('radio', { name: 'Ticks' }));
  told.log.length = 0;
  wire.snap('bars', args('ticks'), samples.snap);
  expect(told.log.slice(0, 2)).toEqual(['line set 3', 'volume set 3']);
  expect(screen.queryByRole('radio', { name: 'Candle' })).toBeNull();
});

it('shows a young market in seconds until a size is chosen', () => {
  act(() => useApp.setState({ prefs: {} }));
  expect(wire.sent.at(-1)).toMatchObject({ ch: 'bars', args: { size: '1s' } });
});

it('says why there is nothing to draw', () => {
  wire.delta('bars', args('1m'), { items: [], gone: samples.snap.items.map((it) => it.t) });
  expect(screen.getByText('No trades in BTC-USD yet. The first one draws the first bar.')).toBeTruthy();
});
