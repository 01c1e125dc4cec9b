import assert from 'node:assert/strict';
import { scenario, withBrowser } from '../lib/browser.mjs';
import { PASSWORD, desk as deskOf } from '../lib/profile.mjs';
import { eventually } from '../lib/wait.mjs';

withBrowser();

scenario('without a mouse: log in, trade, amend, cancel', async (open) => {
  const desk = await open();
  Object.assign(desk, deskOf('KEYS'));
  const keys = desk.page.keyboard;
  await desk.open();
  await keys.type(desk.user);
  await keys.press('Tab');
  await keys.type(PASSWORD);
  await keys.press('Enter');
  await desk.isLive();

  await keys.press('b');
  await eventually('the quantity has the cursor', async () => desk.quantity.evaluate((it) => it === document.activeElement));
  await keys.type('0.5');
  await keys.press('Tab');
  await eventually('the price has the cursor', async () => desk.price.evaluate((it) => it === document.activeElement));
  await keys.type('49500');
  await desk.preview();
  const leaving = desk.page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/orders'));
  await keys.press('Control+Enter');
  await eventually('the review', async () => /^Send /.test(await desk.submit.innerText()));
  await eventually('the order leaves', async () => {
    if (!/^Send /.test(await desk.submit.innerText())) {
      return true;
    }
    await keys.press('Control+Enter');
    return false;
  });
  const sent = (await leaving).headers()['idempotency-key'];
  await desk.sees(sent, 'LIVE');

  await keys.press('Escape');
  await keys.press('g');
  await keys.press('o');
  await eventually('the row has the cursor', async () => desk.rowOf(sent).evaluate((it) => it === document.activeElement));
  await keys.press('F2');
  await eventually('the quantity is a field', async () => desk.page.evaluate(() => document.activeElement.getAttribute('aria-label') === 'New quantity'));
  await keys.type('0.8');
  await keys.press('Enter');
  await eventually('it is amended', async () => {
    const row = await desk.order(sent);
    assert.equal(row.Qty, '0.80000');
    assert.match(row.Status, /^LIVE$/);
    return true;
  });
  await desk.has('USD', '960400', '39600');
  await eventually('the row has the cursor again', async () => desk.rowOf(sent).evaluate((it) => it === document.activeElement));
  await keys.press('Delete');
  await desk.sees(sent, 'CANCELED');
  await desk.has('USD', '1000000', '0');
});
