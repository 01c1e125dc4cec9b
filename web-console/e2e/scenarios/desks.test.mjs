import assert from 'node:assert/strict';
import { scenario, withBrowser } from '../lib/browser.mjs';
import { short } from '../lib/desk.mjs';
import { eventually } from '../lib/wait.mjs';

withBrowser();

scenario('two browsers, two desks: nobody sees the other’s orders, money or messages', async (open) => {
  const [alfa, omega] = [await open(), await open()];
  await Promise.all([alfa.login('ALFA'), omega.login('OMEGA')]);
  const his = await alfa.place('BUY', '1', '49500');
  await alfa.sees(his, 'LIVE');
  const hers = await omega.place('BUY', '2', '49400');
  await omega.sees(hers, 'LIVE');

  await Promise.all([alfa, omega].map((desk) => desk.leaveBlotter()));
  assert.deepEqual((await alfa.orders()).map((it) => it.Order), [short(his)]);
  assert.deepEqual((await omega.orders()).map((it) => it.Order), [short(hers)]);
  await alfa.has('USD', '950500', '49500');
  await omega.has('USD', '901200', '98800');
  for (const [desk, other] of [[alfa, omega], [omega, alfa]]) {
    await eventually('its own messages', async () => (await desk.fixMessages()).some((it) => it.MsgType === 'D'));
    assert.deepEqual([...new Set((await desk.fixMessages()).map((it) => it.Session))], [desk.session]);
    assert.ok(!(await desk.page.evaluate(() => document.body.innerText)).includes(other.account));
  }

  // Not by asking for it either.
  omega.guard.expect(/40[34]/);
  for (const [method, path, body] of [
    ['GET', `api/orders?account=${alfa.account}`],
    ['GET', `api/fills?account=${alfa.account}`],
    ['GET', `api/ledger?account=${alfa.account}`],
    ['POST', 'api/preview', { account: alfa.account, symbol: 'BTC-USD', side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '1', px: '49500' }],
    ['POST', 'api/orders', { account: alfa.account, symbol: 'BTC-USD', side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '1', px: '49500' }],
    ['POST', 'api/orders/cancel-all', { account: alfa.account }],
    ['PUT', `api/orders/${his}`, { qty: '2', px: '49500' }],
    ['DELETE', `api/orders/${his}`],
  ]) {
    const { status, body: answer } = await omega.api(method, path, body, { 'Idempotency-Key': `C-FOREIGN${method}${path.length}` });
    assert.ok([403, 404].includes(status), `${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    assert.match(answer.code, /NOT_ALLOWED|NOT_FOUND/, `${method} ${path}`);
  }
  assert.match((await alfa.order(his)).Status, /^LIVE/);
  await alfa.has('USD', '950500', '49500');
});
