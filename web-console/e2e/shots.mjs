#!/usr/bin/env node
/**
 * Pictures of the living page: `node shots.mjs URL OUTDIR [user [password]]`, URL of a console that runs, such as http://127.0.0.1:8080/.
 * Best a desk that has not traded: it is pictured empty first. Then the scene is made: a fill, orders resting above and below the market, a
 * reject. Each state in each size, each palette, the review.
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
const PALETTES = { light: { theme: 'light' }, cvd: { palette: 'cvd' }, 'light-cvd': { theme: 'light', palette: 'cvd' } };
const STANDARD = { theme: 'dark', palette: 'default', 'book.group': {} };
/** No price step on offer: the server refuses the channel. */
const BROKEN = { 'book.group': { 'BTC-USD': '0.000000001' } };

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
  await prefer(desk, STANDARD);
  for (const size of SIZES) {
    await resized(desk, size);
    await shot(page, `empty-${size[0]}`);
  }

  await resized(desk, SIZES[0]);
  await scene(desk);
  for (const size of SIZES) {
    await resized(desk, size);
    await states(desk, line, size[0]);
  }

  await resized(desk, SIZES[0]);
  await review(desk);
  await shot(page, 'review');
  await page.keyboard.press('Escape');
  await desk.blotterTab('Rejects').click();
  await settled(desk);
  await shot(page, 'reject');
  await desk.blotterTab('Orders').click();

  for (const [name, look] of Object.entries(PALETTES)) {
    await prefer(desk, { ...STANDARD, ...look });
    await draft(desk);
    await shot(page, name);
    await review(desk);
    await shot(page, `${name}-review`);
    await page.keyboard.press('Escape');
  }
  await prefer(desk, STANDARD);
}

async function states(desk, line, width) {
  const { page } = desk;
  await draft(desk);
  await shot(page, `live-${width}`);

  line.hold((it) => it.t === 'snap');
  line.loseNext((it) => it.t === 'delta' && line.channelOf(it.id) === 'book');
  await desk.panel('Order book').getByText('RESYNC').waitFor();
  await shot(page, `resync-${width}`);
  line.release();

  line.cut();
  await desk.panel('Order book').getByText(/^STALE/).waitFor();
  await shot(page, `stale-${width}`);
  await page.getByText(/^Reconnecting, try [2-9]/).waitFor();
  await shot(page, `reconnecting-${width}`);
  line.mend();
  await desk.isLive();

  line.hold((it) => it.t === 'snap');
  await page.reload();
  await page.locator('.loading').first().waitFor();
  await settled(desk, '.toast');
  await shot(page, `loading-${width}`);
  line.release();
  await desk.isLive();

  await prefer(desk, { ...STANDARD, ...BROKEN });
  await desk.panel('Order book').getByText(/cannot be shown/).waitFor();
  await shot(page, `error-${width}`);
  await prefer(desk, STANDARD);
}

/** The page as it is with these preferences, from its start. */
async function prefer(desk, prefs) {
  await desk.api('PUT', 'api/prefs', prefs);
  await desk.page.evaluate(() => localStorage.clear());
  await desk.page.reload();
  await desk.isLive();
  await settled(desk);
}

async function resized(desk, [width, height]) {
  await desk.page.setViewportSize({ width, height });
  await settled(desk);
}

/** A ticket thought out up to its warnings, and the message chosen that began the fill. */
async function draft(desk) {
  await desk.fixGrid.getByRole('row').filter({ hasText: 'NewOrderSingle' }).last().click();
  await desk.write('BUY', '10');
  await desk.priceButton('Aggressive').click();
  await desk.page.mouse.move(2, 2);
  await desk.preview();
  await settled(desk);
}

async function review(desk) {
  await desk.write('BUY', '5');
  await desk.priceButton('Aggressive').click();
  await desk.preview();
  await desk.review();
}

/** What a desk looks like at work: a fill, orders on both sides of the market, a reject. */
async function scene(desk) {
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
async function settled({ page }, moving = '.toast, [class*="bl-went-"], .loading') {
  await page.mouse.move(2, 2);
  await eventually('a quiet page', async () => page.evaluate((it) => document.querySelector(it) === null, moving));
}

async function shot(page, name) {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  process.stdout.write(`${path}\n`);
}
