/**
 * Measures the console against its budgets in a real browser: `node bench/budget.mjs http://127.0.0.1:8080 [seconds]` on a console that runs, or
 * `node bench/budget.mjs fast [seconds]`, which starts a world of its own whose market is as fast as the budget asks (`demo`: the demo's market).
 * User and password from ATLAS_USER and ATLAS_PASSWORD (the demo's by default), the browser from CHROMIUM. Any budget broken: exit code 1. Times
 * hold for the machine and what else it does.
 */
import { cpus, loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { launch, measure, watchLongTasks } from './browser.mjs';
import { openWorld } from './world.mjs';

const world = await openWorld(process.argv[2] ?? 'http://127.0.0.1:8080');
const { url } = world;
const seconds = Number(process.argv[3] ?? 30);
const login = { user: process.env.ATLAS_USER ?? 'trader', password: process.env.ATLAS_PASSWORD ?? 'atlas-demo' };
const USABLE_WITHIN_MS = 20_000;
/** The compiler and the caches of a fresh page settle before anything is counted. */
const SETTLE_MS = 5_000;
const MOST_GROWTH = 20e6;
/** What the budget of script time is meant for. */
const FAST = { book: 1_000, trades: 200 };

let socket;
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const sizes = countSizes(page);
  socket = await watchSocket(page);
  socket.clear();
  await page.addInitScript(watchLongTasks);
  await logIn(page);
  sizes.clear();
  const load = await firstLoad(page);
  await page.waitForTimeout(SETTLE_MS);
  const run = await steadyRun(page);
  report(await sizes.read(), load, run);
} finally {
  await browser.close();
  await world.stop();
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
  socket.clear();
  const run = await measure(page, () => page.waitForTimeout(seconds * 1000));
  return { ...run, ...socket.read() };
}

/** What the server sends, and what it says of the feed: books are conflated on their way to the page, trades are not. */
async function watchSocket(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const channels = new Map();
  const got = {};
  cdp.on('Network.webSocketFrameSent', ({ response }) => {
    const { op, id, ch } = JSON.parse(response.payloadData);
    if (op === 'sub') {
      channels.set(id, ch);
    }
  });
  cdp.on('Network.webSocketFrameReceived', ({ response }) => {
    got.frames += 1;
    got.bytes += response.payloadData.length;
    const frame = JSON.parse(response.payloadData);
    const channel = channels.get(frame.id);
    if (channel === 'book') {
      got.book += 1;
    } else if (channel === 'tape' && frame.t === 'delta') {
      got.trades += frame.items.length;
    } else if (channel === 'latency' && frame.bookPerSec !== undefined) {
      got.feed.push(frame.bookPerSec);
    }
  });
  return {
    clear: () => Object.assign(got, { frames: 0, bytes: 0, book: 0, trades: 0, feed: [], since: performance.now() }),
    read: () => {
      const perSec = (count) => (1000 * count) / (performance.now() - got.since);
      return {
        feedBook: got.feed.reduce((sum, it) => sum + it, 0) / got.feed.length,
        book: perSec(got.book),
        trades: perSec(got.trades),
        frames: perSec(got.frames),
        kb: perSec(got.bytes / 1000),
      };
    },
  };
}

function report(sizes, load, run) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
  const mb = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  const perSec = (rate) => `${rate.toFixed(0)} /s`;
  const rows = [
    ['JavaScript, gzip', kb(sizes.js), '<= 200 KB', sizes.js <= 200_000],
    ['fonts', kb(sizes.fonts), '<= 160 KB', sizes.fonts <= 160_000],
    ['first paint', load.paint === undefined ? 'not told' : `${load.paint.toFixed(0)} ms`, '<= 1000 ms', load.paint <= 1000],
    ['usable', `${load.usable.toFixed(0)} ms`, '<= 2000 ms', load.usable <= 2000],
    ['book changes, in the feed', perSec(run.feedBook), ...(world.fast ? [`>= ${FAST.book} /s`, run.feedBook >= FAST.book] : ['', null])],
    ['book changes, to the page', perSec(run.book), '', null],
    ['trades, all to the page', perSec(run.trades), ...(world.fast ? [`>= ${FAST.trades} /s`, run.trades >= FAST.trades] : ['', null])],
    ['WebSocket', `${run.frames.toFixed(1)} frames/s, ${run.kb.toFixed(1)} KB/s`, '', null],
    ['script', `${run.script.toFixed(1)} % of a core`, '<= 20 %', run.script <= 20],
    ['main thread, all tasks', `${run.task.toFixed(1)} % of a core`, '', null],
    ['frames', perSec(run.framesPerSec), '>= 55 /s', run.framesPerSec >= 55],
    ['longest task, its own time', `${run.longestOwn.toFixed(0)} ms`, '<= 100 ms', run.longestOwn <= 100],
    ['tasks > 100 ms by the clock', `${run.long} (longest ${run.longest.toFixed(0)} ms), load ${loadavg()[0].toFixed(1)} on ${cpus().length} cores`, '', null],
    ['heap after collection', mb(run.heap), '', null],
    [`heap growth in ${seconds} s`, mb(run.growth), `< ${mb(MOST_GROWTH)}`, run.growth < MOST_GROWTH],
  ];
  console.log(`${'what'.padEnd(28)}${'measured'.padEnd(32)}budget`);
  for (const [what, measured, budget, ok] of rows) {
    console.log(`${what.padEnd(28)}${measured.padEnd(32)}${budget}${ok === null ? '' : ok ? '  met' : '  NOT MET'}`);
  }
  if (rows.some(([, , , ok]) => ok === false)) {
    process.exitCode = 1;
  }
}
