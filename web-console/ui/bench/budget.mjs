/**
 * Measures the console against its budgets in a real browser: `node bench/budget.mjs http://127.0.0.1:8080 [seconds]`.
 * Needs a running `./atlas up`; user and password from ATLAS_USER and ATLAS_PASSWORD (the demo's by default), the browser from CHROMIUM.
 * Sizes are what the network carries and do not depend on the machine: over budget, the exit code is 1. Times are reported only.
 */
import { gzipSync } from 'node:zlib';
import { launch, measure, watchLongTasks } from './browser.mjs';

const url = process.argv[2] ?? 'http://127.0.0.1:8080';
const seconds = Number(process.argv[3] ?? 30);
const login = { user: process.env.ATLAS_USER ?? 'trader', password: process.env.ATLAS_PASSWORD ?? 'atlas-demo' };
const USABLE_WITHIN_MS = 20_000;
/** The compiler and the caches of a fresh page settle before anything is counted. */
const SETTLE_MS = 5_000;

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const sizes = countSizes(page);
  await page.addInitScript(watchLongTasks);
  await logIn(page);
  sizes.clear();
  const load = await firstLoad(page);
  await page.waitForTimeout(SETTLE_MS);
  const run = await steadyRun(page);
  report(await sizes.read(), load, run);
} finally {
  await browser.close();
}

/** Bytes of scripts (as gzip sends them) and fonts (already compressed) that one load fetches. */
function countSizes(page) {
  const bodies = [];
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (kind === 'script' || kind === 'font') {
      bodies.push(response.body().then((body) => ({ kind, bytes: kind === 'script' ? gzipSync(body, { level: 9 }).length : body.length })));
    }
  });
  return {
    clear: () => bodies.splice(0),
    read: async () => {
      const all = await Promise.all(bodies);
      const of = (kind) => all.filter((it) => it.kind === kind).reduce((sum, it) => sum + it.bytes, 0);
      return { js: of('script'), fonts: of('font') };
    },
  };
}

async function logIn(page) {
  await page.goto(url);
  const status = await page.evaluate(
    async (body) => (await fetch('api/login', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).status,
    login,
  );
  if (status !== 200) {
    throw new Error(`login of ${login.user}: ${status} (expected: 200)`);
  }
}

/** A logged-in load with an empty cache: until something is painted, until book, ticket and orders show live data. */
async function firstLoad(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.clearBrowserCache');
  await page.goto(url, { waitUntil: 'commit' });
  const usable = await page.waitForFunction(
    () => {
      const live = ['book', 'blotter', 'portfolio'].every((id) => document.querySelector(`[data-panel="${id}"]`)?.dataset.status === 'live');
      return live && performance.now();
    },
    null,
    { polling: 'raf', timeout: USABLE_WITHIN_MS },
  );
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  await page.evaluate(() => document.fonts.ready);
  return { paint, usable: await usable.jsonValue() };
}

async function steadyRun(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const received = { count: 0, bytes: 0 };
  cdp.on('Network.webSocketFrameReceived', ({ response }) => {
    received.count += 1;
    received.bytes += response.payloadData.length;
  });
  const run = await measure(page, () => page.waitForTimeout(seconds * 1000));
  return { ...run, receivedPerSec: received.count / seconds, kbPerSec: received.bytes / 1000 / seconds };
}

function report(sizes, load, run) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
  const mb = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  const rows = [
    ['JavaScript, gzip', kb(sizes.js), '<= 200 KB', sizes.js <= 200_000],
    ['fonts', kb(sizes.fonts), '<= 160 KB', sizes.fonts <= 160_000],
    ['first paint', load.paint === undefined ? 'not told' : `${load.paint.toFixed(0)} ms`, '<= 1000 ms', load.paint <= 1000],
    ['usable', `${load.usable.toFixed(0)} ms`, '<= 2000 ms', load.usable <= 2000],
    ['script', `${run.script.toFixed(1)} % of a core`, '<= 20 %', run.script <= 20],
    ['main thread, all tasks', `${run.task.toFixed(1)} % of a core`, '', null],
    ['tasks over 100 ms', `${run.long} (longest ${run.longest.toFixed(0)} ms)`, '0', run.long === 0],
    ['heap after collection', mb(run.heap), '', null],
    [`heap growth in ${seconds} s`, mb(run.growth), '', null],
    ['WebSocket', `${run.receivedPerSec.toFixed(1)} frames/s, ${run.kbPerSec.toFixed(1)} KB/s`, '', null],
  ];
  console.log(`${'what'.padEnd(24)}${'measured'.padEnd(32)}budget`);
  for (const [what, measured, budget, ok] of rows) {
    console.log(`${what.padEnd(24)}${measured.padEnd(32)}${budget}${ok === null ? '' : ok ? '  met' : '  NOT MET'}`);
  }
  if (sizes.js > 200_000 || sizes.fonts > 160_000) {
    process.exitCode = 1;
  }
}
