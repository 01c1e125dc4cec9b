import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { scenario, withBrowser } from '../lib/browser.mjs';
import { assertAccessible, assertNothingIsCut } from '../lib/sight.mjs';
import { eventually } from '../lib/wait.mjs';

withBrowser();

const JS_BUDGET = 200 * 1024;
const FONT_BUDGET = 160 * 1024;

scenario('login and Trade are clean for axe in both palettes, and numbers fit at every width', async (open) => {
  const desk = await open();
  await desk.open();
  await assertAccessible(desk.page, 'login');
  await desk.login('SIGHT');
  const resting = await desk.place('BUY', '0.5', '49500');
  await desk.sees(resting, 'LIVE');
  await desk.write('BUY', '10', '50000');
  await desk.preview((it) => 'High notional' in it.warnings);
  await assertAccessible(desk.page, 'Trade');
  await desk.review();
  await assertAccessible(desk.page, 'Trade with a review');
  await desk.page.keyboard.press('Escape');

  await desk.page.getByRole('button', { name: /SIGHT-1/ }).click();
  await desk.page.getByRole('menuitem', { name: 'Blue and orange palette' }).click();
  await eventually('the other palette', async () => desk.page.evaluate(() => document.documentElement.dataset.palette === 'cvd'));
  await assertAccessible(desk.page, 'Trade in blue and orange');

  for (const [width, height] of [[2560, 1440], [1920, 1080], [1440, 900], [1024, 768]]) {
    await desk.page.setViewportSize({ width, height });
    await desk.panel('Order book').getByRole('row').nth(5).waitFor();
    await assertNothingIsCut(desk.page, `${width} x ${height}`);
  }
  await assertAccessible(desk.page, 'Trade, 1024 wide');
  await desk.page.getByRole('group', { name: 'Order ticket' }).getByRole('button', { name: /BUY/ }).click();
  await desk.panel('Order ticket').waitFor();
  await assertNothingIsCut(desk.page, '1024 wide with the ticket open');
});

scenario('the first load stays within its budget', async (open) => {
  const desk = await open();
  const sizes = { js: 0, fonts: 0 };
  const reading = [];
  desk.page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (kind === 'script') {
      reading.push(response.body().then((body) => (sizes.js += gzipSync(body, { level: 9 }).length)));
    } else if (kind === 'font') {
      reading.push(response.body().then((body) => (sizes.fonts += body.length)));
    }
  });
  await desk.login('SIGHT');
  await desk.page.evaluate(() => document.fonts.ready);
  await Promise.all(reading);
  assert.ok(sizes.js > 0 && sizes.js <= JS_BUDGET, `JavaScript: ${sizes.js} bytes gzipped (expected: at most ${JS_BUDGET})`);
  assert.ok(sizes.fonts > 0 && sizes.fonts <= FONT_BUDGET, `fonts: ${sizes.fonts} bytes (expected: at most ${FONT_BUDGET})`);
});
