/** The browser the benches measure in, and how. */
import { chromium } from 'playwright-core';

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** To be run in the page before its own scripts: keeps the length of every long task. */
export function watchLongTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map((it) => it.duration))).observe({ type: 'longtask', buffered: true });
}

/** Measures what `during` costs the page: percent of a core, long tasks, frames, growth of the heap between two collections. */
export async function measure(page, during) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const look = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  await page.evaluate(() => {
    globalThis.framesSeen = 0;
    const count = () => {
      globalThis.framesSeen += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const before = await look();
  const framesBefore = await page.evaluate(() => {
    globalThis.longTasks.splice(0);
    return globalThis.framesSeen;
  });
  const startedMs = performance.now();
  await during();
  const seconds = (performance.now() - startedMs) / 1000;
  const { longTasks, frames } = await page.evaluate(() => ({ longTasks: globalThis.longTasks, frames: globalThis.framesSeen }));
  const after = await look();
  await cdp.detach();
  return {
    script: (100 * (after.ScriptDuration - before.ScriptDuration)) / seconds,
    task: (100 * (after.TaskDuration - before.TaskDuration)) / seconds,
    framesPerSec: (frames - framesBefore) / seconds,
    long: longTasks.filter((ms) => ms > 100).length,
    longest: Math.max(0, ...longTasks),
    heap: after.JSHeapUsedSize,
    growth: after.JSHeapUsedSize - before.JSHeapUsedSize,
  };
}
