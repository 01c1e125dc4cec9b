/**
 * The browser driver and the accessibility checker. They are dev dependencies of the page (../ui), whose `npm ci` fetches them;
 * the browser itself is the system's Chromium.
 */
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const fromPage = createRequire(new URL('../../ui/package.json', import.meta.url));

/** `CHROMIUM` names another one. */
export function chromiumPath() {
  const path = process.env.CHROMIUM || '/usr/bin/chromium';
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new Error(`Chromium is missing at ${path}: install it (apt-get install chromium), or name another in the environment as CHROMIUM.`);
  }
  return path;
}

export function playwright() {
  return needed(() => fromPage('playwright-core'));
}

/** The text of axe-core, to be evaluated in the page: its content security policy lets no script tag in. */
export function axeSource() {
  return needed(() => readFileSync(fromPage.resolve('axe-core/axe.min.js'), 'utf8'));
}

function needed(get) {
  try {
    return get();
  } catch (cause) {
    throw new Error('The browser driver is missing: run `npm ci --ignore-scripts` in web-console/ui.', { cause });
  }
}
