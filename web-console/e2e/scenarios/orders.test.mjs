import assert from 'node:assert/strict';
import { scenario, withBrowser } from '../lib/browser.mjs';
import { product, text, units } from '../lib/decimal.mjs';
import { short } from '../lib/desk.mjs';
import { recordLooks } from '../lib/grid.mjs';
import { eventually } from '../lib/wait.mjs';

withBrowser();

scenario('an order rests: yellow, then green, then canceled, and the money is back', async (open) => {
  const desk = await open();
  await desk.login('REST');
  const looks = await recordLooks(desk.page);
  const sent = await desk.place('BUY', '0.5', '49500');
  await desk.sees(sent, 'LIVE');
  await desk.has('USD', '975250', '24750');
  await desk.page.getByRole('button', { name: `Cancel ${sent}` }).click();
  await desk.sees(sent, 'CANCELED');
  await desk.has('USD', '1000000', '0');
  const seen = (await looks(short(sent))).join(' | ');
  assert.match(seen, /^WAITING.*bl-waiting.*LIVE.*bl-went-live.*CANCELED/, seen);
  await eventually('the flash is over', async () => !(await desk.rowOf(sent).getAttribute('class')).includes('bl-went'));
});

scenario('a partial fill, then an amendment, then the rest', async (open) => {
  const desk = await open();
  await desk.login('PART');
  // Between bid and offer it is the best bid: those who sell at the market take it piece by piece, and so much of it takes them long.
  const sent = await desk.place('BUY', '19', '50000');
  await eventually('a part of it', async () => /^LIVE.*\d+ %/s.test((await desk.order(sent)).Status), 30_000);
  const part = (await desk.order(sent)).Filled;

  const { body: orders } = await desk.api('GET', `api/orders?account=${desk.account}`);
  const all = Array.isArray(orders) ? orders : orders.items;
  const resting = all.find((it) => it.key === sent);
  assert.ok(units(resting.cumQty) > 0n && units(resting.leavesQty) > 0n, JSON.stringify(resting));

  await desk.rowOf(sent).click();
  await desk.page.keyboard.press('F2');
  const field = desk.page.getByLabel('New limit price');
  await field.fill('50100');
  await field.press('Enter');
  await desk.sees(sent, 'FILLED');

  const { body: fills } = await desk.api('GET', `api/fills?account=${desk.account}`);
  const items = Array.isArray(fills) ? fills : fills.items;
  const cost = items.reduce((sum, fill) => sum + product(fill.px, fill.qty), 0n);
  assert.equal(items.reduce((sum, fill) => sum + units(fill.qty), 0n), units('19'), `after ${part}`);
  await desk.has('USD', text(units('1000000') - cost), '0');
  await desk.has('BTC', '19', '0');
});

scenario('an order over the remaining funds is refused with its reason, and reserves nothing', async (open) => {
  const desk = await open();
  await desk.login('FUNDS');
  const first = await desk.place('BUY', '10', '49500');
  await desk.sees(first, 'LIVE');
  await desk.has('USD', '505000', '495000');

  await desk.write('BUY', '11', '49500');
  const { warnings } = await desk.preview((it) => 'Insufficient funds' in it.warnings);
  assert.equal(warnings['Insufficient funds'].severity, 'Blocked');
  assert.ok(await desk.submit.isDisabled(), 'nothing can be sent');

  // Past the page, the gateway says the same.
  const refused = `C-${Date.now().toString(36).toUpperCase()}R`;
  const terms = { account: desk.account, symbol: 'BTC-USD', side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '11', px: '49500' };
  assert.equal((await desk.api('POST', 'api/orders', terms, { 'Idempotency-Key': refused })).status, 202);
  await desk.leaveBlotter();
  const row = await desk.sees(refused, 'REJECTED');
  assert.match(row.Note, /INSUFFICIENT_FUNDS/);
  assert.match(await desk.rowOf(refused).getAttribute('class'), /bl-unseen/, 'red-edged until it is seen');
  await desk.has('USD', '505000', '495000');
});

scenario('a critical buffer is red and needs two steps, and an edit resets the review', async (open) => {
  const desk = await open();
  await desk.login('BUFFER');
  await desk.write('BUY', '18.5', '49500');
  const { warnings } = await desk.preview((it) => 'Low buffer' in it.warnings);
  assert.equal(warnings['Low buffer'].severity, 'Critical');
  const [red, green, blue] = warnings['Low buffer'].color.match(/\d+/g).map(Number);
  assert.ok(red > 150 && red > green + 60 && red > blue + 60, `red: ${warnings['Low buffer'].color}`);

  const posts = [];
  desk.page.on('request', (request) => request.method() === 'POST' && request.url().endsWith('/api/orders') && posts.push(request));
  await desk.review();
  await desk.quantity.fill('18.4');
  await eventually('the review is gone', async () => /^BUY 18\.4/.test(await desk.submit.innerText()));
  await desk.preview();
  await desk.review();
  await desk.page.keyboard.press('Escape');
  await eventually('the review is gone', async () => /^BUY 18\.4/.test(await desk.submit.innerText()));
  assert.equal(posts.length, 0, 'nothing was sent');
  await desk.has('USD', '1000000', '0');
  await desk.preview();
  await desk.review();
  const sent = await desk.send();
  await desk.sees(sent, 'LIVE');
  await desk.has('USD', '89200', '910800');
});

scenario('double clicks give one review and one order', async (open) => {
  const desk = await open();
  await desk.login('TWICE');
  const posts = [];
  desk.page.on('request', (request) => request.method() === 'POST' && request.url().endsWith('/api/orders') && posts.push(request));
  await desk.write('BUY', '0.1', '49500');
  await desk.preview();
  await desk.submit.dblclick();
  await eventually('the review', async () => /^Send /.test(await desk.submit.innerText()));
  assert.equal(posts.length, 0, 'the second click of a double click sends nothing');
  await eventually('the order leaves', async () => {
    if (!/^Send /.test(await desk.submit.innerText())) {
      return true;
    }
    await desk.submit.dblclick();
    return false;
  });
  await desk.leaveBlotter();
  await eventually('it is on the log', async () => /^LIVE/.test((await desk.orders())[0]?.Status));
  assert.equal(posts.length, 1);
  assert.equal((await desk.orders()).length, 1);
  await desk.has('USD', '995050', '4950');
});

scenario('an order whose answer or request is lost is asked again under its ClOrdID: one order', async (open) => {
  const desk = await open();
  desk.guard.expect(/Failed to load resource.*\/api\/orders/);
  await desk.login('RETRY');
  const keys = [];
  let fate = 'answer lost';
  await desk.page.route('**/api/orders', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    const now = fate;
    fate = 'good';
    if (now === 'answer lost') {
      await route.fetch();
    }
    await (now === 'good' ? route.continue() : route.abort('connectionreset'));
  });
  const first = await desk.place('BUY', '0.1', '49500');
  await desk.sees(first, 'LIVE');

  fate = 'request lost';
  const second = await desk.place('BUY', '0.2', '49500');
  await desk.sees(second, 'LIVE');
  assert.deepEqual(keys.filter((it) => it === second).length, 2, 'tried twice with the same key');
  assert.equal((await desk.orders()).length, 2);
  await desk.has('USD', '985150', '14850');

  const terms = { account: desk.account, symbol: 'BTC-USD', side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '0.2', px: '49500' };
  const again = await desk.api('POST', 'api/orders', terms, { 'Idempotency-Key': second });
  assert.equal(again.status, 200);
  assert.equal(again.body.key, second);
  desk.guard.expect(/409/);
  const other = await desk.api('POST', 'api/orders', { ...terms, qty: '0.3' }, { 'Idempotency-Key': second });
  assert.equal(other.status, 409);
  assert.equal(other.body.code, 'CONFLICT');
  assert.equal((await desk.orders()).length, 2);
});
