import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setWire, theWire, useChannel, useConnection, request } from './channels';
import { FakeWire, fakeWire } from './testing';
import type { Account, Symbol } from './types';

const BTC = { symbol: 'BTC-USD' as Symbol };
const DESK = { account: 'DESK-1' as Account };
const trade = (id: string): object => ({ id, time: '1', px: '1', qty: '1', side: 'BUY', own: false });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  setWire(undefined);
  vi.useRealTimers();
});

describe('a channel', () => {
  test('loads, shows the snapshot, then what the deltas make of it', () => {
    const wire = fakeWire();
    const { result } = renderHook(() => useChannel('tape', BTC));
    expect(result.current).toMatchObject({ status: 'loading', data: undefined });

    wire.snap('tape', BTC, { items: [trade('a')] });
    wire.delta('tape', BTC, { items: [trade('b')] });
    expect(result.current.status).toBe('live');
    expect(result.current.data?.items.map((it) => it.id)).toEqual(['a', 'b']);
  });

  test('keeps the identity of items that did not change', () => {
    const wire = fakeWire();
    const { result } = renderHook(() => useChannel('balances', DESK));
    wire.snap('balances', DESK, { account: 'DESK-1', items: [{ asset: 'USD', total: '1' }, { asset: 'BTC', total: '2' }] });
    const usd = result.current.data?.byKey.get('USD');

    wire.delta('balances', DESK, { items: [{ asset: 'BTC', total: '3' }] });
    expect(result.current.data?.byKey.get('USD')).toBe(usd);
    expect(result.current.data?.byKey.get('BTC')).toMatchObject({ total: '3' });
  });

  test('asked for twice is one subscription, and ends a second after the last reader left', () => {
    const wire = fakeWire();
    const first = renderHook(() => useChannel('tape', BTC));
    const second = renderHook(() => useChannel('tape', BTC));
    expect(wire.sent.filter((it) => it.op === 'sub')).toHaveLength(1);

    first.unmount();
    act(() => vi.advanceTimersByTime(1500));
    expect(wire.sent.filter((it) => it.op === 'unsub')).toHaveLength(0);
    second.unmount();
    act(() => vi.advanceTimersByTime(1500));
    expect(wire.sent.filter((it) => it.op === 'unsub')).toHaveLength(1);
  });

  test('with a lost delta resyncs alone, under a new id, and keeps showing what it had', () => {
    const wire = fakeWire();
    const tape = renderHook(() => useChannel('tape', BTC));
    const orders = renderHook(() => useChannel('orders', DESK));
    wire.snap('tape', BTC, { items: [trade('a')] }, 1);
    wire.snap('orders', DESK, { items: [] }, 1);
    const old = wire.idOf('tape', BTC);

    wire.says({ t: 'delta', id: old, from: 2, seq: 3, items: [trade('c')] });
    expect(tape.result.current.status).toBe('resync');
    expect(tape.result.current.data?.items).toHaveLength(1);
    expect(orders.result.current.status).toBe('live');
    expect(wire.sent.slice(-2)).toMatchObject([{ op: 'unsub', id: old }, { op: 'sub', ch: 'tape' }]);
    expect(wire.idOf('tape', BTC)).not.toBe(old);

    wire.says({ t: 'delta', id: old, from: 3, seq: 4, items: [trade('d')] });
    wire.snap('tape', BTC, { items: [trade('a'), trade('b'), trade('c')] }, 3);
    expect(tape.result.current).toMatchObject({ status: 'live', data: { items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] } });
  });

  test('behind two heartbeats in a row has lost its last delta and resyncs', () => {
    const wire = fakeWire();
    const { result } = renderHook(() => useChannel('tape', BTC));
    wire.snap('tape', BTC, { items: [] }, 5);
    const id = wire.idOf('tape', BTC);

    wire.says({ t: 'hb', ch: { [id]: 6 }, time: '1', hz: 10 });
    expect(result.current.status).toBe('live');
    wire.says({ t: 'hb', ch: { [id]: 6 }, time: '2', hz: 10 });
    expect(result.current.status).toBe('resync');
  });

  test('cut by the server subscribes anew', () => {
    const wire = fakeWire();
    const { result } = renderHook(() => useChannel('tape', BTC));
    wire.snap('tape', BTC, { items: [] });
    wire.says({ t: 'resync', id: wire.idOf('tape', BTC) });
    expect(result.current.status).toBe('resync');
    expect(wire.sent.at(-1)).toMatchObject({ op: 'sub', ch: 'tape' });
  });

  test('goes stale after 2 s without data and heartbeat, and a quiet market with heartbeats does not', () => {
    const wire = fakeWire();
    const { result } = renderHook(() => useChannel('tape', BTC));
    wire.snap('tape', BTC, { items: [] }, 1);
    const beat = (): void => wire.says({ t: 'hb', ch: { [wire.idOf('tape', BTC)]: 1 }, time: '1', hz: 10 });
    for (let second = 0; second < 5; second++) {
      act(() => vi.advanceTimersByTime(1000));
      beat();
    }
    expect(result.current.status).toBe('live');

    act(() => vi.advanceTimersByTime(3000));
    expect(result.current.status).toBe('stale');
    expect(result.current.ageMs).toBeGreaterThanOrEqual(2500);
    beat();
    expect(result.current).toMatchObject({ status: 'live', ageMs: 0 });
  });

  test('refused says why and can be asked for again', () => {
    const wire = fakeWire();
    const { result } = renderHook(() => useChannel('tape', BTC));
    wire.refuse('tape', BTC, 'UNKNOWN_SYMBOL', 'symbol: XYZ');
    expect(result.current).toMatchObject({ status: 'error', error: { code: 'UNKNOWN_SYMBOL', text: 'symbol: XYZ' } });

    act(() => result.current.retry());
    expect(result.current.status).toBe('loading');
    wire.snap('tape', BTC, { items: [] });
    expect(result.current.status).toBe('live');
  });
});

describe('a lost connection', () => {
  test('is tried again with growing waits; channels keep their values and say so', () => {
    const wire = fakeWire();
    const tape = renderHook(() => useChannel('tape', BTC));
    const connection = renderHook(() => useConnection());
    wire.snap('tape', BTC, { items: [trade('a')] });

    wire.breaks();
    expect(tape.result.current).toMatchObject({ status: 'reconnecting', data: { items: [{ id: 'a' }] } });
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      waits.push(connection.result.current.nextInMs);
      act(() => vi.advanceTimersByTime(connection.result.current.nextInMs));
      wire.breaks();
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });

  test('resumes where it stood: hello with the numbers held, missing deltas fit', () => {
    const wire = fakeWire();
    const { result } = renderHook(() => useChannel('orders', DESK));
    wire.snap('orders', DESK, { items: [{ key: 'a' }] }, 7);
    const id = wire.idOf('orders', DESK);
    wire.breaks();
    act(() => vi.advanceTimersByTime(250));
    wire.opens('e1');

    expect(wire.sent.findLast((it) => it.op === 'hello')).toEqual({ op: 'hello', v: 1, resume: { epoch: 'e1', ch: { [id]: 7 } } });
    wire.says({ t: 'delta', id, from: 7, seq: 8, items: [{ key: 'b' }] });
    expect(result.current).toMatchObject({ status: 'live', data: { items: [{ key: 'a' }, { key: 'b' }] } });
  });

  test('with another epoch starts everything anew', () => {
    const wire = fakeWire();
    const { result } = renderHook(() => useChannel('orders', DESK));
    wire.snap('orders', DESK, { items: [{ key: 'a' }] }, 7);
    wire.breaks();
    act(() => vi.advanceTimersByTime(250));
    wire.opens('e2');
    expect(result.current.status).toBe('resync');
    wire.snap('orders', DESK, { items: [{ key: 'z' }] }, 1);
    expect(result.current.data?.items).toEqual([{ key: 'z' }]);
  });

  test('is noticed after 4 s of silence', () => {
    fakeWire();
    const { result } = renderHook(() => useConnection());
    act(() => vi.advanceTimersByTime(3900));
    expect(result.current.state).toBe('live');
    act(() => vi.advanceTimersByTime(700));
    expect(result.current.state).toBe('reconnecting');
  });

  test.each([4001, 4003])('closed with %i means the login is over: no further try', (code) => {
    const wire = fakeWire();
    const { result } = renderHook(() => useConnection());
    wire.breaks(code);
    act(() => vi.advanceTimersByTime(60_000));
    expect(result.current.state).toBe('ended');
    expect(wire.sockets).toHaveLength(1);
  });

  test('whose handshake is refused because the login is gone ends as well', async () => {
    const wire = new FakeWire(false).connect();
    const { result } = renderHook(() => useConnection());
    wire.breaks();
    act(() => vi.advanceTimersByTime(250));
    await act(async () => wire.sockets.at(-1)?.onclose?.({ code: 1006 }));
    expect(result.current.state).toBe('ended');
  });

  test('answers pings', () => {
    const wire = fakeWire();
    wire.says({ t: 'ping', time: '42' });
    expect(wire.sent.at(-1)).toEqual({ op: 'pong', t: '42' });
  });
});

describe('a request', () => {
  test('gets its answer', async () => {
    const wire = fakeWire();
    wire.answer('decode', ({ raw }) => ({ fields: [], checks: [], type: raw, typeName: 'x' }));
    const asked = request('decode', { raw: '35=D' });
    await expect(asked).resolves.toMatchObject({ type: '35=D' });
  });

  test('is refused with the code of the server', async () => {
    const wire = fakeWire();
    const asked = request('decode', { raw: 'x' });
    const id = wire.sent.findLast((it) => it.op === 'req')?.id;
    wire.says({ t: 'err', id, code: 'BAD_FIELD', text: 'raw: x' });
    await expect(asked).rejects.toMatchObject({ code: 'BAD_FIELD', text: 'raw: x' });
  });

  test('without an answer in time is a TIMEOUT, without a connection OFFLINE', async () => {
    const wire = fakeWire();
    const late = expect(request('decode', { raw: 'x' }, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    act(() => vi.advanceTimersByTime(100));
    await late;
    const cut = expect(request('decode', { raw: 'x' })).rejects.toMatchObject({ code: 'OFFLINE' });
    wire.breaks();
    await cut;
    await expect(request('decode', { raw: 'x' })).rejects.toMatchObject({ code: 'OFFLINE' });
  });
});

test('deltas between two frames are published once', () => {
  const frames: (() => void)[] = [];
  const wire = new FakeWire(true, (callback) => frames.push(callback)).connect();
  const seen = vi.fn<() => void>();
  const leave = theWire().listen('tape', BTC, seen);
  frames.splice(0).forEach((frame) => frame());
  seen.mockClear();

  wire.snap('tape', BTC, { items: [trade('a')] });
  for (let i = 0; i < 50; i++) {
    wire.delta('tape', BTC, { items: [trade(String(i))] });
  }
  expect(seen).not.toHaveBeenCalled();
  frames.splice(0).forEach((frame) => frame());
  expect(seen).toHaveBeenCalledTimes(1);
  expect(theWire().peek('tape', BTC)?.view.data).toMatchObject({ items: { length: 51 } });
  leave();
});

describe('news that redraws a whole panel', () => {
  const frames: (() => void)[] = [];
  const paint = (): void => frames.splice(0).forEach((frame) => frame());
  const told: string[] = [];
  let wire: FakeWire;

  beforeEach(() => {
    frames.length = 0;
    wire = new FakeWire(true, (callback) => frames.push(callback)).connect();
    theWire().listen('tape', BTC, () => told.push('tape'));
    theWire().listen('fix', {}, () => told.push('fix'));
    theWire().listen('orders', DESK, () => told.push('orders'));
    for (let i = 0; i < 3; i++) {
      paint();
    }
    told.length = 0;
  });
  const news = (): void => {
    wire.snap('tape', BTC, { items: [trade('a')] });
    wire.snap('fix', {}, { items: [] });
    wire.snap('orders', DESK, { items: [] });
  };

  test('comes one panel in a frame, own orders with the first', () => {
    news();
    paint();
    expect(told).toEqual(['tape', 'orders']);
    paint();
    expect(told).toEqual(['tape', 'orders', 'fix']);
    expect(frames).toHaveLength(0);
  });

  test('is not overtaken by the next of the same', () => {
    news();
    paint();
    wire.delta('tape', BTC, { items: [trade('b')] });
    paint();
    expect(told).toEqual(['tape', 'orders', 'fix']);
    paint();
    expect(told).toEqual(['tape', 'orders', 'fix', 'tape']);
  });

  test('waits for a press to be painted, own orders do not', () => {
    wire.handled = true;
    news();
    paint();
    paint();
    expect(told).toEqual(['orders']);
    wire.handled = false;
    paint();
    paint();
    expect(told).toEqual(['orders', 'tape', 'fix']);
  });
});
