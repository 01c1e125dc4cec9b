import { WireError } from './error';
import type { Account, ClOrdId, ErrorCode, Me, NewOrderBody, Order, OrderKey, Price, Qty, Symbol } from './types';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const TIMEOUT_MS = 10_000;

/** REST under `/api`. Every failure is a `WireError`; `OFFLINE` and `TIMEOUT` mean the outcome is not known. */
export const api = {
  login: (user: string, password: string): Promise<Me> => call('POST', 'api/login', { user, password }),
  logout: (): Promise<void> => call('POST', 'api/logout', {}),
  me: (): Promise<Me> => call('GET', 'api/me'),
  prefs: (): Promise<Record<string, unknown>> => call('GET', 'api/prefs'),
  savePrefs: (prefs: object): Promise<void> => call('PUT', 'api/prefs', prefs),

  /** The same ClOrdID again returns the same order, never a second one. */
  submitOrder: (body: NewOrderBody, clOrdId: ClOrdId): Promise<Order> => call('POST', 'api/orders', body, clOrdId),
  replaceOrder: (key: OrderKey, terms: { qty: Qty; px: Price }, clOrdId: ClOrdId): Promise<Order> =>
    call('PUT', `api/orders/${encodeURIComponent(key)}`, terms, clOrdId),
  cancelOrder: (key: OrderKey, clOrdId: ClOrdId): Promise<Order> =>
    call('DELETE', `api/orders/${encodeURIComponent(key)}`, undefined, clOrdId),
  cancelAll: (account: Account, symbol?: Symbol): Promise<{ count: number }> =>
    call('POST', 'api/orders/cancel-all', symbol === undefined ? { account } : { account, symbol }),
};

/**
 * A ClOrdID(11) no other page makes: the clock in base 36 keeps them in order, five random characters keep two pages apart.
 * Make it once per press; every retry carries the same one.
 */
export function newClOrdId(): ClOrdId {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const tail = (random % 36 ** 5).toString(36).padStart(5, '0');
  return `C-${Date.now().toString(36)}${tail}`.toUpperCase() as ClOrdId;
}

async function call<T>(method: Method, path: string, body?: object, idempotencyKey?: ClOrdId): Promise<T> {
  const headers: Record<string, string> = {};
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = cookie(csrfCookie());
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (idempotencyKey !== undefined) {
    headers['Idempotency-Key'] = idempotencyKey;
  }
  const response = await reach(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) {
    throw refusal(response.status, answer);
  }
  return answer as T;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    const late = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw late
      ? new WireError('TIMEOUT', 'The server has not answered in time.')
      : new WireError('OFFLINE', 'The server cannot be reached.');
  }
}

function refusal(status: number, answer: unknown): WireError {
  const body = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<Record<string, unknown>>;
  const text = typeof body['text'] === 'string' ? body['text'] : `The server answered ${status}.`;
  const code = typeof body['code'] === 'string' ? (body['code'] as ErrorCode) : 'UNAVAILABLE';
  return new WireError(code, text, {
    status,
    ...(typeof body['id'] === 'string' ? { id: body['id'] } : {}),
    ...(typeof body['retryAfterMs'] === 'number' ? { retryAfterMs: body['retryAfterMs'] } : {}),
  });
}

/** Readable companion of the login's cookie. Browsers share cookies among the ports of a host, so its name has the port. */
export function csrfCookie(): string {
  const { port, protocol } = location;
  return `atlas-csrf-${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;
}

/** Without it nobody has logged in here: there is nothing to ask the server. */
export function hasCsrf(): boolean {
  return cookie(csrfCookie()) !== '';
}

/** The login it belonged to is over: the next visit need not ask. */
export function forgetCsrf(): void {
  document.cookie = `${csrfCookie()}=; Path=/; Max-Age=0; SameSite=Strict`;
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}
