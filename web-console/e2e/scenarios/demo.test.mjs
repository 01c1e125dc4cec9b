import assert from 'node:assert/strict';
import { scenario, withBrowser } from '../lib/browser.mjs';
import { product, text, units } from '../lib/decimal.mjs';
import { recordLooks } from '../lib/grid.mjs';
import { eventually } from '../lib/wait.mjs';
import { short } from '../lib/desk.mjs';

withBrowser();

scenario('the demo: a million dollars, ten bitcoin, and every message of it', async (open) => {
  const desk = await open();
  await desk.login('DESK');

  // (1) what there is
  await desk.has('USD', '1000000', '0');
  assert.match(await desk.panel('Portfolio').innerText(), /\$1,000,000/);

  // (2) the preview comes without a click
  await desk.write('BUY', '10', '50000');
  const preview = await desk.preview();
  assert.equal(preview.required, '500,000.00 USD');
  assert.equal(preview.warnings['High notional']?.severity, 'Caution', JSON.stringify(preview.warnings));
  assert.equal(preview.warnings['Low buffer']?.severity, 'Caution', JSON.stringify(preview.warnings));
  assert.equal(units(preview.rows['USD available'].submit), units('500000'));

  // (3) Aggressive takes the price that fills it all
  await desk.priceButton('Aggressive').click();
  await eventually('the price snaps to the market', async () => (await desk.price.inputValue()) !== '50,000.00');
  await eventually('fill probability 100 %', async () => (await desk.fillProbability()) === '100');
  assert.equal((await desk.preview()).warnings['High notional']?.severity, 'Caution');

  // (4) the row is there before the server answers
  const looks = await recordLooks(desk.page);
  let answer;
  const held = new Promise((resolve) => {
    answer = resolve;
  });
  await desk.page.route('**/api/orders', async (route) => {
    await held;
    await route.continue();
  });
  await desk.review();
  const sent = await desk.send();
  const waiting = await desk.sees(sent, 'WAITING');
  assert.equal(waiting.Side, 'BUY');
  assert.equal(units(waiting.Qty), units('10'));
  const blink = await desk.rowOf(sent).evaluate((row) => getComputedStyle(row).animationName);
  assert.equal(blink, 'bl-wait', 'a waiting row blinks');
  answer();
  await eventually('the market fills it, or rests what it cannot', async () => /^(FILLED|LIVE)/.test((await desk.order(sent)).Status));
  await desk.sees(sent, 'FILLED');
  const seen = await looks(short(sent));
  assert.match(seen[0], /^WAITING/);
  assert.ok(seen.some((it) => it.includes('bl-went-')), `the row lights up when it is answered: ${seen.join(' | ')}`);

  // (5) the money agrees with the fills to the last digit
  const { body: fills } = await desk.api('GET', `api/fills?account=${desk.account}`);
  const items = Array.isArray(fills) ? fills : fills.items;
  const cost = items.reduce((sum, fill) => sum + product(fill.px, fill.qty), 0n);
  assert.equal(items.reduce((sum, fill) => sum + units(fill.qty), 0n), units('10'));
  await desk.has('USD', text(units('1000000') - cost), '0');
  await desk.has('BTC', '10', '0');
  await desk.blotterTab('Positions').click();
  await eventually('the position', async () => /BTC\s*LONG\s*10\.00000/.test(await desk.panel('Orders').innerText()));

  // (6) FIX: the order and its reports, in order, decoded
  await desk.searchFix(`11=${sent}`);
  const messages = await eventually('the order and its reports', async () => {
    const rows = await desk.fixMessages();
    const types = rows.map((row) => row.MsgType);
    assert.ok(types.includes('D') && types.filter((it) => it === '8').length >= 3, JSON.stringify(rows));
    return rows;
  });
  assert.ok(messages.every((row) => row.Session === desk.session));
  const order = await desk.decode('NewOrderSingle');
  assert.match(order['35'], /D/);
  assert.match(order['11'], new RegExp(`ClOrdID.*${sent}`));
  assert.match(order['54'], /Buy/i);
  assert.match(order['38'], /OrderQty10/);
  const report = await desk.decode('ExecutionReport');
  assert.match(report['11'], new RegExp(sent));
  assert.match(report['150'], /ExecType/);
});
