import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { scenario, withBrowser } from '../lib/browser.mjs';
import { units } from '../lib/decimal.mjs';
import { Line } from '../lib/line.mjs';
import { eventually } from '../lib/wait.mjs';
import { World } from '../lib/world.mjs';

// A world of its own: this one is killed.
let world;
before(async () => {
  world = await World.start();
});
after(async () => world?.stop());
withBrowser();

scenario('the server is killed while an order is sent, and started again: stale, reconnect, and the rows are those of the log', async (open) => {
  const desk = await open({ url: world.url });
  const line = await Line.of(desk.page);
  desk.guard.expect(/WebSocket connection to/, /Failed to load resource/);
  await desk.login('DESK');
  const resting = await desk.place('BUY', '1', '49500');
  await desk.sees(resting, 'LIVE');
  await desk.write('BUY', '2', '49500');
  await desk.priceButton('Aggressive').click();
  await desk.preview();
  await desk.review();
  const filled = await desk.send();
  await desk.sees(filled, 'FILLED');
  await desk.leaveBlotter();
  const before = await desk.orders();

  // The server gets the order; before the page hears of it, by answer or by the log, there is no server.
  line.hold((it) => line.channelOf(it.id) === 'orders');
  let killed = false;
  await desk.page.route('**/api/orders', async (route) => {
    if (killed) {
      return route.continue();
    }
    killed = true;
    await route.fetch();
    await world.kill();
    return route.abort('connectionreset');
  });
  const unknown = await desk.place('BUY', '0.5', '49000');
  await eventually('nobody knows what became of it', async () => /unknown, checking/.test((await desk.order(unknown)).Note));
  await desk.page.getByText(/^Reconnecting, try \d/).waitFor();
  await desk.panel('Order book').getByText(/^STALE/).waitFor();
  const rows = await desk.orders();
  assert.deepEqual(rows.slice(1).map(terms), before.map(terms), 'what was known stays on the screen');

  line.discard();
  await world.up();
  await desk.isLive();
  await desk.sees(unknown, 'LIVE');
  await eventually('no panel is old', async () => (await desk.page.locator('[data-status="stale"], [data-status="reconnecting"]').count()) === 0);
  const afterwards = await desk.orders();
  assert.equal(afterwards.length, 3, 'the order that was asked for twice is there once');
  assert.deepEqual(afterwards.slice(1).map(terms), before.map(terms));

  const fresh = await open({ url: world.url });
  await fresh.login('DESK');
  await eventually('a fresh page shows the same', async () => {
    assert.deepEqual((await fresh.orders()).map(terms), afterwards.map(terms));
    return true;
  });
  for (const key of [resting, filled, unknown]) {
    const row = await desk.order(key);
    const logged = lastEvent(await world.audit(key));
    assert.equal(row.Status, { NEW: 'LIVE', FILLED: 'FILLED' }[logged.state], `${key}: ${JSON.stringify(logged)}`);
    assert.equal(units(row.Filled), units(logged.traded));
  }
}, { timeout: 300_000 });

/** A row without what may change by itself: the market ahead of it is not part of the order. */
function terms({ Note: _note, Cancel: _cancel, ...row }) {
  return row;
}

/** State and quantity of an order after the last of its events; one record may hold several. */
function lastEvent(lines) {
  const line = lines.findLast((it) => it.includes('orders.events') && it.includes('->'));
  const [, state, traded] = /.*-> (\w+).* traded (\S+) leaves/.exec(line);
  return { state, traded };
}
