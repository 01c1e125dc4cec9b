import { describe, expect, it, test } from 'vitest';
import type { Order } from '../wire/types';
import { csvText, ORDER_COLUMNS, utcNanos } from './csv';
import { parseFilter } from './filter';
import { flashed, flashEnded, NO_FLASHES, seen } from './flash';
import { freezeRows } from './freeze';
import { answered, type LocalOrder, mergeRows, type Row, settled } from './merge';
import { nextSort, sorted } from './sort';

function order(key: string, patch: Record<string, unknown> = {}): Order {
  return {
    key, clOrdId: key, account: 'DESK-1', symbol: 'BTC-USD', side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '1', px: '50000', cumQty: '0',
    leavesQty: '1', word: 'LIVE', time: '1000', updated: '1000', source: 'CONSOLE', note: '', ...patch,
  } as unknown as Order;
}
const row = (key: string, patch: Record<string, unknown> = {}): Row => ({ order: order(key, patch) });
const keys = (rows: readonly Row[]) => rows.map((r) => r.order.key).join(' ');
const local = (key: string, state: LocalOrder['state'], patch = {}): [string, LocalOrder] => [
  key, { order: order(key, { word: 'WAITING', ...patch }), state },
];

describe('local rows and the channel', () => {
  it('shows a sent order at once, newest first, and lets the channel win by key', () => {
    const locals = new Map([local('B', 'sending', { time: '2000' })]);
    expect(keys(mergeRows([order('A')], locals, new Map()))).toBe('B A');
    const both = mergeRows([order('A'), order('B', { time: '2000', word: 'LIVE' })], locals, new Map());
    expect(both.map((r) => [r.order.key, r.order.word, r.local])).toEqual([['B', 'LIVE', undefined], ['A', 'LIVE', undefined]]);
    expect(settled(new Map([['B', order('B')]]), locals)).toEqual(['B']);
  });

  it('says "unknown, checking" of an order whose answer was lost', () => {
    const [unknown] = mergeRows([], new Map([local('B', 'unknown')]), new Map());
    expect(unknown).toMatchObject({ local: 'unknown', order: { word: 'WAITING', note: 'unknown, checking' } });
  });

  it('marks a pending cancel until the order moves on', () => {
    const pendings = new Map([['A', { kind: 'CANCEL' as const, updated: '1000' }]]);
    expect(mergeRows([order('A')], new Map(), pendings)[0]?.order.pending).toBe('CANCEL');
    expect(mergeRows([order('A', { updated: '1001' })], new Map(), pendings)[0]?.order.pending).toBeUndefined();
    expect(answered(new Map([['A', order('A')]]), pendings)).toEqual([]);
    expect(answered(new Map([['A', order('A', { updated: '1001' })]]), pendings)).toEqual(['A']);
  });

  it('keeps the identity of rows whose order did not change', () => {
    const cache = new WeakMap<Order, Row>();
    const [a, b] = [order('A'), order('B')];
    const before = mergeRows([a, b], new Map(), new Map(), cache);
    const after = mergeRows([a, { ...b, updated: '1001' as Order['updated'] }], new Map(), new Map(), cache);
    const find = (rows: readonly Row[], key: string) => rows.find((r) => r.order.key === key);
    expect(find(after, 'A')).toBe(find(before, 'A'));
    expect(find(after, 'B')).not.toBe(find(before, 'B'));
  });
});

describe('flashes', () => {
  const at = (word: string, key = 'A') => [row(key, { word })];
  it('lights nothing for what was there when the page came', () => {
    const first = flashed(NO_FLASHES, [...at('FILLED'), ...at('REJECTED', 'B')]);
    expect([first.now.size, first.unseen.size]).toEqual([0, 0]);
  });
  it('flashes WAITING → LIVE, and any → FILLED once', () => {
    const live = flashed(flashed(NO_FLASHES, at('WAITING')), at('LIVE'));
    expect(live.now.get('A')).toBe('live');
    expect(flashed(live, at('LIVE'))).toBe(live);
    const filled = flashed(flashEnded(live, 'A'), at('FILLED'));
    expect(filled.now.get('A')).toBe('filled');
    expect(flashEnded(filled, 'A').now.size).toBe(0);
  });
  it('flashes an order that came straight as FILLED', () => {
    const before = flashed(NO_FLASHES, at('LIVE'));
    expect(flashed(before, [...at('LIVE'), ...at('FILLED', 'B')]).now.get('B')).toBe('filled');
  });
  it('keeps a refused order red-edged until it was seen', () => {
    const refused = flashed(flashed(NO_FLASHES, at('WAITING')), at('REJECTED'));
    expect([...refused.unseen]).toEqual(['A']);
    expect(seen(refused, ['A']).unseen.size).toBe(0);
  });
});

describe('filter', () => {
  const a = order('C-A', { side: 'BUY', word: 'LIVE', px: '50000.01', qty: '9', note: 'Resting' });
  test.each([
    ['', true],
    ['side:buy st:live px>50000', true],
    ['px>50000.01', false],
    ['px>=50000.01 qty<10', true],
    ['side:sell', false],
    ['st:fil', false],
    ['-side:sell rest', true],
    ['-rest', false],
    ['c-a', true],
    ['px>', true],
    ['id:c-', true],
    ['nothing', false],
  ])('%j: %s', (text, passes) => {
    expect(parseFilter(text)(a)).toBe(passes);
  });
  it('does not match a price on an order without one', () => {
    expect(parseFilter('px<1')(order('M', { px: undefined }))).toBe(false);
  });
});

describe('csv', () => {
  it('keeps every digit of decimals and nanoseconds', () => {
    expect(utcNanos('1795360184619000001')).toBe('2026-11-22T15:09:44.619000001Z');
    const [head, line] = csvText(ORDER_COLUMNS, [order('C-1', { qty: '0.00000001', px: '92233720368.54775807', time: '1', updated: '2' })]).split('\r\n');
    expect(head).toMatch(/^time,updated,key,/);
    expect(line).toContain(',0.00000001,92233720368.54775807,');
    expect(line).toContain('1970-01-01T00:00:00.000000001Z');
  });
  it('quotes what needs it and keeps a spreadsheet from running text', () => {
    const line = csvText([['text', (t: string) => t]], ['a,"b"', '=1+1', '-0.5', '-x']);
    expect(line).toBe('text\r\n"a,""b"""\r\n\'=1+1\r\n-0.5\r\n\'-x\r\n');
  });
});

describe('order of rows', () => {
  const all = [row('C'), row('B'), row('A')];
  const key = (r: Row) => r.order.key;
  it('queues arrivals and holds what is on the screen while somebody is inside', () => {
    expect(freezeRows(all, all, key, null)).toEqual({ rows: all, waiting: 0 });
    const held = freezeRows(all, all, key, new Set(['B', 'A']));
    expect([keys(held.rows), held.waiting]).toEqual(['B A', 1]);
    // B was filled and left the tab: it stays under the pointer.
    const left = freezeRows(all.filter((r) => key(r) !== 'B'), all, key, new Set(['B', 'A']));
    expect([keys(left.rows), left.waiting]).toEqual(['B A', 1]);
  });
  it('sorts by value and comes back to time on the third press', () => {
    const rows = [row('A', { qty: '9' }), row('B', { qty: '10' }), row('C', { qty: '1' })];
    const down = nextSort({ column: 'time', down: true }, 'qty');
    expect(keys(sorted(rows, down))).toBe('B A C');
    const up = nextSort(down, 'qty');
    expect(keys(sorted(rows, up))).toBe('C A B');
    expect(nextSort(up, 'qty')).toEqual({ column: 'time', down: true });
  });
});
