/** What can be seen wrong without eyes: accessibility faults, numbers that are cut off or broken into lines, a page wider than its window. */
import assert from 'node:assert/strict';
import { axeSource } from './tools.mjs';
import { eventually } from './wait.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A check holds the page up for seconds, and what it shows may be old and grey until the next news: a fault is what stays. */
export async function assertAccessible(page, what) {
  await eventually(`${what} is accessible`, () => assertAccessibleNow(page, what));
}

async function assertAccessibleNow(page, what) {
  if (await page.evaluate(() => window.axe === undefined)) {
    await page.evaluate(axeSource());
  }
  const violations = await page.evaluate(async (values) => {
    // The checker holds the page up for seconds. Its clock stands still meanwhile, or what is shown would grow old and grey.
    const { now } = Date;
    const stopped = now();
    Date.now = () => stopped;
    const { violations: found } = await window.axe
      .run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'], iframes: false })
      .finally(() => (Date.now = now));
    return found.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((it) => `${it.html.slice(0, 200)}\n      ${it.any.concat(it.all).map((check) => check.message).join('; ')}`) }));
  }, TAGS);
  const text = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length})\n    ${nodes.slice(0, 4).join('\n    ')}`).join('\n');
  assert.equal(text, '', `${what}:\n${text}`);
  return true;
}

export async function assertNothingIsCut(page, what) {
  const faults = await page.evaluate(() => {
    const found = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      found.push(`the page is ${scrollWidth} px wide in a window of ${clientWidth}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.data.trim();
      if (!/\d/.test(text) || element.closest('.sr-only, option, [aria-hidden=true]') !== null || !element.checkVisibility({ opacityProperty: false })) {
        continue;
      }
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width < 2) {
        continue;
      }
      const number = /^[−+$]?[\d,.]+\s?%?$/.test(text);
      if (number && new Set([...range.getClientRects()].map((it) => Math.round(it.top))).size > 1) {
        found.push(`broken into lines: '${text}'`);
      }
      for (let around = element; around !== null && around !== document.body; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.textOverflow === 'ellipsis' && !number) {
          break; // Words may end in an ellipsis, their title has the rest.
        }
        if (!['hidden', 'clip'].includes(style.overflowX)) {
          if (['auto', 'scroll'].includes(style.overflowX)) {
            break;
          }
          continue;
        }
        const frame = around.getBoundingClientRect();
        if (box.right > frame.right + 1 || box.left < frame.left - 1) {
          found.push(`cut off by ${around.className || around.tagName}: '${text}'`);
          break;
        }
      }
    }
    return found;
  });
  assert.deepEqual(faults, [], what);
}
