import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { scenario, withBrowser } from '../lib/browser.mjs';
import { eventually } from '../lib/wait.mjs';

withBrowser();

const ORDER = { account: 'DOORS-1', symbol: 'BTC-USD', side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '0.1', px: '49500' };

scenario('a page of another origin with the trader’s cookie gets neither socket nor order', async (open) => {
  const desk = await open();
  await desk.login('DOORS');
  const evil = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<title>evil</title>'));
  await new Promise((resolve) => evil.listen(0, '127.0.0.1', resolve));
  try {
    desk.guard.expect(/WebSocket connection to/, /Failed to load resource/, /CORS policy/);
    const page = await desk.page.context().newPage();
    await page.goto(`http://127.0.0.1:${evil.address().port}/`);
    const got = await page.evaluate(async ([url, order]) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}ws`);
      const opened = await new Promise((resolve) => {
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      });
      // A plain form needs no permission of CORS to be sent: the server itself must refuse it.
      await fetch(`${url}api/orders`, { method: 'POST', mode: 'no-cors', credentials: 'include', body: JSON.stringify(order) }).catch(() => undefined);
      const read = await fetch(`${url}api/me`, { credentials: 'include' }).then(() => true, () => false);
      return { opened, read };
    }, [desk.url, ORDER]);
    assert.deepEqual(got, { opened: false, read: false });
    assert.deepEqual(await desk.orders(), []);
  } finally {
    evil.close();
  }
});

scenario('bad input is refused with a code and a text, and the page beside goes on', async (open) => {
  const desk = await open();
  await desk.login('DOORS');
  desk.guard.expect(/Failed to load resource/);
  const key = { 'Idempotency-Key': 'C-BAD1' };
  for (const [what, status, code, method, path, body, headers] of [
    ['no token', [403], /FORGED/, 'POST', 'api/orders', ORDER, { ...key, 'X-CSRF-Token': '' }],
    ['another token', [403], /FORGED/, 'POST', 'api/orders', ORDER, { ...key, 'X-CSRF-Token': 'x'.repeat(32) }],
    ['somebody else’s account', [403], /NOT_ALLOWED/, 'POST', 'api/orders', { ...ORDER, account: 'DESK-1' }, key],
    ['nine decimals', [400, 422], /BAD_FIELD/, 'POST', 'api/orders', { ...ORDER, qty: '0.100000001' }, key],
    ['an exponent', [400, 422], /BAD_FIELD/, 'POST', 'api/orders', { ...ORDER, px: '5e4' }, key],
    ['no such symbol', [404, 422], /^UNKNOWN_SYMBOL$/, 'POST', 'api/orders', { ...ORDER, symbol: 'DOGE-USD' }, key],
    ['no such preview', [409], /STALE/, 'POST', 'api/orders', { ...ORDER, previewId: 'nonsense' }, key],
    ['no such order', [404], /NOT_FOUND/, 'DELETE', 'api/orders/C-NOSUCH', undefined, key],
    ['no JSON', [400], /BAD_REQUEST/, 'POST', 'api/orders', 'nonsense', key],
    ['preferences beyond 64 KiB', [413], /BAD_REQUEST/, 'PUT', 'api/prefs', { text: 'x'.repeat(66_000) }],
    ['no such path', [404], /NOT_FOUND/, 'GET', 'api/nonsense'],
  ]) {
    const { status: got, body: answer } = await desk.api(method, path, body, headers);
    assert.ok(status.includes(got), `${what}: ${got} ${JSON.stringify(answer)}`);
    assert.match(answer.code ?? '', code, `${what}: ${JSON.stringify(answer)}`);
    assert.ok(answer.text?.length > 5, `${what}: ${JSON.stringify(answer)}`);
  }
  const symbol = await desk.api('POST', 'api/orders', { ...ORDER, symbol: 'DOGE-USD' }, key);
  assert.match(symbol.body.text, /^symbol: DOGE-USD \(expected: one of .*BTC-USD/, 'names the field and what is expected');
  const huge = await desk.api('POST', 'api/preview', { text: 'x'.repeat(300_000) });
  assert.deepEqual([huge.status, huge.body.code], [413, 'BAD_REQUEST'], 'a huge body');
  const frames = await desk.page.evaluate(async () => {
    /** `ended`: the server ends the connection; otherwise it goes on, and this side ends it after the refusal. */
    const talk = (frames, ended = false) =>
      new Promise((resolve) => {
        const heard = [];
        const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws`);
        socket.onopen = () => frames.forEach((it) => socket.send(it));
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          if (message.t === 'err') {
            heard.push(message.code);
            if (!ended) socket.close();
          }
        };
        socket.onclose = ({ code }) => resolve({ heard, code });
      });
    const hello = '{"op":"hello","v":1}';
    return {
      channel: await talk([hello, '{"op":"sub","id":"a","ch":"nonsense","args":{}}']),
      symbol: await talk([hello, '{"op":"sub","id":"a","ch":"tape","args":{"symbol":"DOGE-USD"}}']),
      account: await talk([hello, '{"op":"sub","id":"a","ch":"orders","args":{"account":"DESK-1"}}']),
      garbage: await talk(['garbage'], true),
      huge: await talk([hello, JSON.stringify({ op: 'sub', id: 'x'.repeat(20_000) })], true),
    };
  });
  assert.deepEqual(frames.channel.heard, ['UNKNOWN_CHANNEL']);
  assert.deepEqual(frames.symbol.heard, ['UNKNOWN_SYMBOL']);
  assert.deepEqual(frames.account.heard, ['NOT_ALLOWED']);
  assert.equal(frames.garbage.code, 4009);
  assert.equal(frames.huge.code, 4009);
  await desk.isLive();
  assert.deepEqual(await desk.orders(), [], 'nothing of it became an order');
});

scenario('a password guessed ten times: refused, then slowed down, and other users come in meanwhile', async (open) => {
  const guesser = await open();
  guesser.guard.expect(/Failed to load resource/);
  await guesser.open();
  const words = [];
  for (let guess = 1; guess <= 10; guess++) {
    const answered = guesser.page.waitForResponse('**/api/login');
    await guesser.tryLogin('sight', `guess-${guess}`);
    await answered;
    words.push(await eventually('a refusal in words', async () => (await guesser.page.getByRole('alert').innerText()) || null));
  }
  assert.match(words[0], /User or password is wrong/);
  assert.ok(words.slice(3).some((it) => /^Too many attempts\. Try again in \d+ s/.test(it)), words.join('\n'));

  const other = await open();
  await other.login('DOORS');
});
