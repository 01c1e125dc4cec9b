import { beforeEach, expect, test, vi } from 'vitest';
import { api, csrfCookie, newClOrdId } from './api';
import type { Account, ClOrdId, NewOrderBody, OrderKey, Qty, Symbol } from './types';

const ORDER: NewOrderBody = { account: 'DESK-1' as Account, symbol: 'BTC-USD' as Symbol, side: 'BUY', ordType: 'MARKET', tif: 'DAY', qty: '1' as Qty };
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  document.cookie = `${csrfCookie()}=tok`;
});

const answers = (status: number, body: unknown): void => void fetched.mockResolvedValue(new Response(JSON.stringify(body), { status }));
const lastCall = (): [string, RequestInit] => fetched.mock.lastCall as [string, RequestInit];

test('an order carries its ClOrdID as idempotency key and the token of the cookie', async () => {
  answers(202, { key: 'C-1' });
  await api.submitOrder(ORDER, 'C-1' as ClOrdId);
  const [path, init] = lastCall();
  expect(path).toBe('api/orders');
  expect(init.headers).toMatchObject({ 'Idempotency-Key': 'C-1', 'X-CSRF-Token': 'tok' });
  expect(JSON.parse(String(init.body))).toEqual(ORDER);
});

test('a cancel names the order in the path, escaped', async () => {
  answers(202, {});
  await api.cancelOrder('a/b' as OrderKey, 'C-2' as ClOrdId);
  expect(lastCall()[0]).toBe('api/orders/a%2Fb');
  expect(lastCall()[1].method).toBe('DELETE');
});

test('a refusal keeps code, text, id and status', async () => {
  answers(409, { code: 'STALE', text: 'preview p-1 is old', id: 'x7' });
  await expect(api.submitOrder(ORDER, newClOrdId())).rejects.toMatchObject({ code: 'STALE', text: 'preview p-1 is old', id: 'x7', status: 409 });
});

test('a failure without a readable body is still an error with words', async () => {
  fetched.mockResolvedValue(new Response('<html>', { status: 503 }));
  await expect(api.me()).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 503 });
});

test('a server that is not there is OFFLINE', async () => {
  fetched.mockRejectedValue(new TypeError('failed'));
  await expect(api.me()).rejects.toMatchObject({ code: 'OFFLINE' });
});

test('a ClOrdID is what the gateway takes, and no two are the same', () => {
  const made = new Set(Array.from({ length: 500 }, newClOrdId));
  expect(made.size).toBe(500);
  for (const id of made) {
    expect(id).toMatch(/^[A-Za-z0-9_.:-]{1,36}$/);
  }
});
