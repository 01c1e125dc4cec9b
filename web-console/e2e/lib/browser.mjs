/** Chromium, and scenarios in it: each in a context of its own, watched, with the page's text and a picture when it fails. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { Desk } from './desk.mjs';
import { Guard } from './guard.mjs';
import { PATIENCE_MS } from './wait.mjs';
import { chromiumPath, playwright } from './tools.mjs';

const PICTURES = fileURLToPath(new URL('../target/', import.meta.url));
const TEXT = 2500;
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
];

export const DESKTOP = { width: 1920, height: 1080 };

export async function launch() {
  return playwright().chromium.launch({ executablePath: chromiumPath(), headless: true, args: FLAGS });
}

/** The console's address: that of the world the runner has started. */
export function consoleUrl() {
  const url = process.env.ATLAS_CONSOLE_URL;
  if (url === undefined) {
    throw new Error('ATLAS_CONSOLE_URL: not set (expected: http://127.0.0.1:PORT/; run.mjs starts a world and sets it)');
  }
  return url;
}

let browser;

/** Call once in each file of scenarios. */
export function withBrowser() {
  before(async () => {
    browser = await launch();
  });
  after(async () => browser?.close());
}

/**
 * One scenario. `body` gets `open`, which opens a page in a new context (another browser, to the server) at the login.
 * `open({viewport, url, context})` returns a Desk; its `guard` is checked at the end.
 */
export function scenario(name, body, { timeout = 240_000 } = {}) {
  test(name, { timeout }, async () => {
    const opened = [];
    const open = async ({ viewport = DESKTOP, url = consoleUrl(), ...rest } = {}) => {
      const context = await browser.newContext({ viewport, reducedMotion: 'no-preference', ...rest });
      context.setDefaultTimeout(PATIENCE_MS);
      const guard = new Guard(context, url);
      const page = await context.newPage();
      opened.push({ context, page, guard });
      return new Desk(page, url, guard);
    };
    try {
      await body(open);
      opened.forEach(({ guard }) => guard.check());
    } catch (error) {
      // Reporters print the stack, which has taken its copy of the message already.
      error.stack += await evidence(name, opened);
      throw error;
    } finally {
      await Promise.all(opened.map(({ context }) => context.close()));
    }
  });
}

async function evidence(name, opened) {
  mkdirSync(PICTURES, { recursive: true });
  const parts = [];
  for (const [i, { page }] of opened.entries()) {
    const path = join(PICTURES, `${name.replaceAll(/[^\w]+/g, '-').slice(0, 80)}-${i + 1}.png`);
    try {
      await page.screenshot({ path, timeout: 5000 });
      const text = await page.evaluate(() => document.body.innerText);
      parts.push(`\n--- page ${i + 1}: ${path}\n${text.replaceAll(/\n+/g, '\n').slice(0, TEXT)}`);
    } catch (error) {
      parts.push(`\n--- page ${i + 1}: no picture, ${error.message}`);
    }
  }
  return parts.join('');
}
