import assert from 'node:assert/strict';
import { scenario, withBrowser } from '../lib/browser.mjs';
import { Line } from '../lib/line.mjs';
import { eventually } from '../lib/wait.mjs';

withBrowser();

scenario('a line cut for some seconds: stale, reconnecting, then the same rows and what came in between', async (open) => {
  const desk = await open();
  const line = await Line.of(desk.page);
  await desk.login('CUT');
  const resting = await desk.place('BUY', '0.5', '49500');
  await desk.sees(resting, 'LIVE');
  await desk.leaveBlotter();
  const before = await desk.orders();

  line.cut();
  await desk.panel('Order book').getByText(/^STALE/).waitFor();
  await eventually('price buttons are off', async () => desk.priceButton('Aggressive').isDisabled());
  await desk.page.getByText(/^Reconnecting, try [2-9]/).waitFor();
  assert.ok(await desk.submit.isDisabled(), 'nothing can be sent');
  assert.deepEqual(await desk.orders(), before, 'what was known stays on the screen');
  // Meanwhile the same desk acts elsewhere.
  const elsewhere = await open();
  await elsewhere.login('CUT');
  await elsewhere.page.getByRole('button', { name: `Cancel ${resting}` }).click();
  await elsewhere.sees(resting, 'CANCELED');

  line.mend();
  await desk.isLive();
  await desk.sees(resting, 'CANCELED');
  await desk.has('USD', '1000000', '0');
  await eventually('no panel is old', async () => (await desk.page.locator('[data-status="stale"], [data-status="reconnecting"]').count()) === 0);
  await elsewhere.leaveBlotter();
  assert.deepEqual(await desk.orders(), await elsewhere.orders());
});

scenario('a lost delta resyncs its own channel and no other', async (open) => {
  const desk = await open();
  const line = await Line.of(desk.page);
  await desk.login('DELTA');
  await eventually('the book moves', async () => line.channelOf(line.sent.find((it) => it.ch === 'book')?.id) === 'book');
  const subscribed = line.sent.length;
  line.hold((it) => it.t === 'snap');
  line.loseNext((it) => it.t === 'delta' && line.channelOf(it.id) === 'book');
  await desk.panel('Order book').getByText('RESYNC').waitFor();
  const statuses = await desk.page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[data-panel][data-status]')].map((it) => [it.dataset.panel, it.dataset.status])));
  assert.deepEqual(Object.keys(statuses).filter((it) => statuses[it] !== 'live'), ['book'], JSON.stringify(statuses));
  line.release();
  await eventually('the book is live again', async () => (await desk.panel('Order book').getAttribute('data-status')) === 'live');
  assert.equal(line.lost.length, 1);
  const anew = line.sent.slice(subscribed).filter((it) => it.op === 'sub');
  assert.deepEqual(anew.map((it) => it.ch), ['book']);
});
