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

/**
 * Measures what `during` costs the page: percent of a core, tasks, frames, growth of the heap between two collections. Percents and `longestOwn`
 * are processor time of the page's main thread, which other work on the machine does not lengthen; `long` and `longest` are by the clock.
 */
export async function measure(page, during) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const look = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const heap = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    return (await look()).JSHeapUsedSize;
  };
  await page.evaluate(() => {
    cancelAnimationFrame(globalThis.frameCount);
    globalThis.framesSeen = 0;
    const count = () => {
      globalThis.framesSeen += 1;
      globalThis.frameCount = requestAnimationFrame(count);
    };
    globalThis.frameCount = requestAnimationFrame(count);
  });
  const heapBefore = await heap();
  // Between the two collections, which are no work of the page.
  const tasks = await traceTasks(page);
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
  const longestOwn = await tasks.longest();
  const heapAfter = await heap();
  await cdp.detach();
  return {
    longestOwn,
    script: (100 * (after.ScriptDuration - before.ScriptDuration)) / seconds,
    task: (100 * (after.TaskDuration - before.TaskDuration)) / seconds,
    framesPerSec: (frames - framesBefore) / seconds,
    long: longTasks.filter((ms) => ms > 100).length,
    longest: Math.max(0, ...longTasks),
    heap: heapAfter,
    growth: heapAfter - heapBefore,
  };
}

/** Processor time of the longest task of any page: the one measured, since there is no other. */
async function traceTasks(page) {
  const cdp = await page.context().browser().newBrowserCDPSession();
  const pageMains = new Set();
  const longest = new Map();
  cdp.on('Tracing.dataCollected', ({ value }) => {
    for (const { ph, name, cat, pid, tid, tdur, args } of value) {
      const thread = `${pid}/${tid}`;
      if (ph === 'M' && name === 'thread_name' && args.name === 'CrRendererMain') {
        pageMains.add(thread);
      } else if (ph === 'X' && cat.includes('toplevel') && tdur !== undefined) {
        longest.set(thread, Math.max(longest.get(thread) ?? 0, tdur / 1000));
      }
    }
  });
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'] } });
  return {
    async longest() {
      const told = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
      await cdp.send('Tracing.end');
      await told;
      await cdp.detach();
      return Math.max(0, ...[...pageMains].map((thread) => longest.get(thread) ?? 0));
    },
  };
}
