/**
 * Measures long lists in a real browser: `node bench/scroll.mjs http://127.0.0.1:8080 [seconds]`, or `node bench/scroll.mjs demo`, which starts a
 * world by itself. The page comes from that console, its data from here: 5,000 orders and 100,000 FIX messages, pushed through the page's own
 * socket. Heap growth over budget: exit code 1.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, measure, watchLongTasks } from './browser.mjs';
import { openWorld } from './world.mjs';

const world = await openWorld(process.argv[2] ?? 'http://127.0.0.1:8080');
const { url } = world;
const seconds = Number(process.argv[3] ?? 5);
const ORDERS = 5_000;
const MESSAGES = 100_000;
const BATCH = 500;
const MOST_GROWTH = 20e6;
const sample = (name) => JSON.parse(readFileSync(join(import.meta.dirname, `../../protocol/samples/${name}.json`), 'utf8'));
const { host } = new URL(url);

/** The server's side of `/ws`, and of the few REST calls a page makes by itself. */
class Fake {
  #socket = null;
  #ids = new Map();
  #seqs = new Map();
  #messages = 0;

  async serve(page) {
    const me = { user: 'trader', roles: ['viewer'], accounts: ['DESK-1'], startCash: {}, idleMs: 3_600_000, expires: '1900000000000000000' };
    await page.context().addCookies([{ name: `atlas-csrf-${new URL(url).port}`, value: 'x', url }]);
    await page.route('**/api/**', (route) => route.fulfill({ json: route.request().url().endsWith('/me') ? me : {} }));
    await page.routeWebSocket(`ws://${host}/ws`, (socket) => {
      this.#socket = socket;
      socket.onMessage((text) => this.#received(JSON.parse(text)));
    });
    setInterval(() => this.#beat(), 1000).unref();
  }

  #say(frame) {
    this.#socket?.send(JSON.stringify(frame));
  }

  #received({ op, id, ch }) {
    if (op === 'hello') {
      this.#say({ t: 'welcome', session: 's', serverTime: now(), epoch: 'e', user: 'trader', csrf: 'x' });
    } else if (op === 'sub') {
      this.#ids.set(ch, id);
      this.#seqs.set(id, 1);
      this.#say({ ...sample(ch).snap, ...(ch === 'orders' ? { items: orders() } : ch === 'fix' ? { items: this.#fix(BATCH) } : {}), id, seq: 1 });
    }
  }

  /** Without heartbeats everything would be stale. */
  #beat() {
    this.#say({ t: 'hb', ch: Object.fromEntries(this.#seqs), time: now(), hz: 10 });
  }

  #fix(count) {
    const [like] = sample('fix').snap.items;
    return Array.from({ length: count }, () => ({ ...like, pos: `fix.messages/0/${++this.#messages}`, seq: this.#messages }));
  }

  pushFix(count) {
    this.#delta('fix', this.#fix(count));
  }

  /** Another order changes: the whole blotter is merged and sorted again. */
  pushOrder(n) {
    const order = orders()[n % ORDERS];
    this.#delta('orders', [{ ...order, cumQty: `${n % 10}`, updated: now() }]);
  }

  #delta(ch, items) {
    const id = this.#ids.get(ch);
    const from = this.#seqs.get(id);
    this.#seqs.set(id, from + 1);
    this.#say({ t: 'delta', id, from, seq: from + 1, items });
  }
}

let made;
function orders() {
  const like = sample('orders').snap.items;
  made ??= Array.from({ length: ORDERS }, (_, i) => ({ ...like[i % like.length], key: `C-${i}`, clOrdId: `C-${i}`, time: `${1_795_356_000_000_000_000n + BigInt(i)}` }));
  return made;
}

function now() {
  return `${BigInt(Date.now()) * 1_000_000n}`;
}

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.addInitScript(watchLongTasks);
  const fake = new Fake();
  await fake.serve(page);
  await page.goto(url);
  await page.getByRole('grid', { name: 'Blotter, orders' }).waitFor();
  const rows = [];
  const push = async (count) => {
    for (let pushed = 0; pushed < count; pushed += BATCH) {
      fake.pushFix(BATCH);
      // The channel itself keeps the newest thousand: the list has to see every batch.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    }
  };
  rows.push([`${MESSAGES} FIX messages arrive`, await measure(page, () => push(MESSAGES))]);
  const grids = { blotter: 'Blotter, orders', fix: 'FIX messages, newest first' };
  for (const [name, label] of Object.entries(grids)) {
    rows.push([`${name}: the wheel turns`, await measure(page, () => wheel(page, label))]);
  }
  let n = 0;
  const kept = await page.getByRole('grid', { name: grids.fix }).getAttribute('aria-rowcount');
  const timer = setInterval(() => {
    fake.pushOrder(n++);
    fake.pushFix(5);
  }, 50);
  for (const [name, label] of Object.entries(grids)) {
    rows.push([`${name}: the same, 20 changes/s`, await measure(page, () => wheel(page, label))]);
  }
  clearInterval(timer);
  const more = await measure(page, () => push(MESSAGES));
  rows.push([`${MESSAGES} more messages`, more]);
  report(rows);
  console.log(`rows kept of the FIX messages: ${kept}`);
  if (more.growth > MOST_GROWTH) {
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await world.stop();
}

async function wheel(page, label) {
  const box = await page.getByRole('grid', { name: label }).boundingBox();
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(16);
  }
  await page.mouse.move(2, 2);
}

function report(rows) {
  console.log(`${'what'.padEnd(34)}${'script'.padStart(9)}${'tasks'.padStart(9)}${'frames/s'.padStart(10)}${'> 100 ms'.padStart(10)}${'longest'.padStart(10)}${'its own'.padStart(10)}${'heap'.padStart(10)}${'growth'.padStart(10)}`);
  for (const [what, it] of rows) {
    const cells = [[`${it.script.toFixed(1)} %`, 9], [`${it.task.toFixed(1)} %`, 9], [it.framesPerSec.toFixed(0), 10], [it.long, 10], [`${it.longest.toFixed(0)} ms`, 10], [`${it.longestOwn.toFixed(0)} ms`, 10], [`${(it.heap / 1e6).toFixed(1)} MB`, 10], [`${(it.growth / 1e6).toFixed(1)} MB`, 10]];
    console.log(what.padEnd(34) + cells.map(([text, width]) => String(text).padStart(width)).join(''));
  }
}
