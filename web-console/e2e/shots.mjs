#!/usr/bin/env node
/**
 * Pictures of the living page: `node shots.mjs URL OUTDIR [user [password]]`, URL of a console that runs, such as http://127.0.0.1:8080/.
 * Makes the scene first: a fill, orders resting above and below the market, a reject.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './lib/browser.mjs';
import { Desk } from './lib/desk.mjs';
import { Guard } from './lib/guard.mjs';
import { Line } from './lib/line.mjs';
import { PASSWORD } from './lib/profile.mjs';
import { eventually } from './lib/wait.mjs';

const SIZES = [[1920, 1080], [1440, 900], [2560, 1440]];

const [url, folder, user = 'trader', password = PASSWORD] = process.argv.slice(2);
if (url === undefined || folder === undefined) {
  process.stderr.write('usage: node shots.mjs URL OUTDIR [user [password]]\n');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const browser = await launch();
try {
  await shoot();
} finally {
  await browser.close();
}

async function shoot() {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const desk = new Desk(page, url, new Guard(context, url));
  const line = await Line.of(page);
  await desk.open();
  await shot(page, 'login');

  await desk.tryLogin(user, password);
  await desk.isLive();
  const { body: me } = await desk.api('GET', 'api/me');
  desk.account = me.accounts[0];
  await scene(desk);
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await settled(desk);
    await shot(page, `trade-${width}x${height}`);
  }
  await page.setViewportSize({ width: 1920, height: 1080 });

  await desk.write('BUY', '5');
  await desk.priceButton('Aggressive').click();
  await desk.preview();
  await desk.review();
  await shot(page, 'review');
  await page.keyboard.press('Escape');

  await desk.blotterTab('Rejects').click();
  await settled(desk);
  await shot(page, 'reject');
  await desk.blotterTab('Orders').click();

  line.cut();
  await desk.panel('Order book').getByText(/^STALE/).waitFor();
  await shot(page, 'stale');
  await page.getByText(/^Reconnecting, try [2-9]/).waitFor();
  await shot(page, 'reconnecting');
  line.mend();
  await desk.isLive();
}

/** What a desk looks like at work: a fill, orders on both sides of the market, a partly thought-out ticket, a reject. */
async function scene(desk) {
  const { page } = desk;
  await fill(desk, '2.5');
  const { bid, ask } = await touch(desk);
  const near = (px, by) => (px + by).toFixed(2);
  for (const [side, qty, px] of [
    ['BUY', '1', near(bid, -3)],
    ['BUY', '2.4', near(bid, -8)],
    ['SELL', '0.75', near(ask, 12)],
  ]) {
    await desk.leaveBlotter();
    const sent = await desk.place(side, qty, px);
    await eventually(`${side} ${qty} is answered`, async () => /^(LIVE|FILLED)/.test((await desk.order(sent))?.Status));
  }
  const refused = { account: desk.account, symbol: 'BTC-USD', side: 'BUY', ordType: 'LIMIT', tif: 'DAY', qty: '40', px: near(bid, -100) };
  await desk.api('POST', 'api/orders', refused, { 'Idempotency-Key': `C-${Date.now().toString(36).toUpperCase()}SHOT` });
  await desk.leaveBlotter();
  await eventually('a reject', async () => (await desk.orders()).some((it) => it.Status === 'REJECTED'));
  await desk.searchFix('');
  const row = desk.fixGrid.getByRole('row').filter({ hasText: 'NewOrderSingle' }).first();
  await row.click();
  await desk.write('BUY', '10');
  await desk.priceButton('Aggressive').click();
  await page.mouse.move(2, 2);
  await desk.preview();
}

/** The market may run away between the look and the press: what rests then is taken back and tried again. */
async function fill(desk, qty) {
  for (let tries = 0; tries < 5; tries++) {
    await desk.leaveBlotter();
    await desk.write('BUY', qty);
    await desk.priceButton('Aggressive').click();
    await desk.preview();
    await desk.review();
    const sent = await desk.send();
    const word = await eventually('an answer', async () => /^(FILLED|LIVE|REJECTED)/.exec((await desk.order(sent))?.Status)?.[0]);
    if (word === 'FILLED') {
      return;
    }
    await desk.api('DELETE', `api/orders/${sent}`, undefined, { 'Idempotency-Key': `${sent}X` });
  }
  throw new Error(`no order over ${qty} was filled at once`);
}

async function touch(desk) {
  const text = await desk.panel('Instrument').innerText();
  const read = (name) => Number(new RegExp(`${name}\\s*([\\d,.]+)`, 'i').exec(text)[1].replaceAll(',', ''));
  return { bid: read('Bid'), ask: read('Ask') };
}

/** No flash is running, no toast is over the page, the pointer is out of the way. */
async function settled({ page }) {
  await page.mouse.move(2, 2);
  await eventually('a quiet page', async () => page.evaluate(() => document.querySelector('.toast, [class*="bl-went-"], .loading') === null));
}

async function shot(page, name) {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  process.stdout.write(`${path}\n`);
}
