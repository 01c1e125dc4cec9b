/** One page of the console, in the words of who uses it. Finds things by role and name. */
import assert from 'node:assert/strict';
import { units } from './decimal.mjs';
import { records } from './grid.mjs';
import { PASSWORD, desk } from './profile.mjs';
import { eventually } from './wait.mjs';

export class Desk {
  constructor(page, url, guard) {
    this.page = page;
    this.url = url;
    this.guard = guard;
  }

  panel(name) {
    return this.page.getByRole('region', { name, exact: true });
  }

  // ---- coming in

  async open() {
    await this.page.goto(this.url);
    await this.page.getByRole('button', { name: 'Log in' }).waitFor();
  }

  async tryLogin(user, password) {
    await this.page.getByLabel('User').fill(user);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Log in' }).click();
  }

  /** @param name of the desk; its user comes in and sees a living market */
  async login(name) {
    Object.assign(this, desk(name));
    await this.open();
    await this.tryLogin(this.user, PASSWORD);
    await this.isLive();
  }

  /** The connection chip says so, and the market has prices. */
  async isLive() {
    await this.page.getByText(/^LIVE \d/).first().waitFor();
    await eventually('a bid and an ask in the strip', async () => /Bid\s*[\d,.]+[\s\S]*Ask\s*[\d,.]+/i.test(await this.panel('Instrument').innerText()));
  }

  /** As the page asks: same origin, cookie, and for changes the token. */
  api(method, path, body, headers = {}) {
    return this.page.evaluate(
      async ([method, path, body, headers]) => {
        const token = /atlas-csrf[^=]*=([^;]+)/.exec(document.cookie)?.[1] ?? '';
        const response = await fetch(path, {
          method,
          headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': decodeURIComponent(token), ...headers },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
      },
      [method, path, body, headers],
    );
  }

  // ---- ticket

  get quantity() {
    return this.panel('Order ticket').getByRole('textbox', { name: /^Quantity/ });
  }

  get price() {
    return this.panel('Order ticket').getByRole('textbox', { name: /^Limit price/ });
  }

  get submit() {
    return this.page.locator('#ticket-submit');
  }

  priceButton(name) {
    return this.page.getByRole('group', { name: 'Price buttons' }).getByRole('button', { name: new RegExp(`^${name}`, 'i') });
  }

  async write(side, qty, px) {
    await this.panel('Order ticket').getByRole('radio', { name: side, exact: true }).click();
    await this.quantity.fill(qty);
    if (px !== undefined) {
      await this.price.fill(px);
    }
  }

  /** Waits for the preview of what the ticket holds now: `{required, rows, warnings}`, texts as shown. */
  async preview(until = (it) => it.required !== '–') {
    return eventually('the risk preview', async () => {
      const shown = await this.#shownPreview();
      return until(shown) && /server-checked/.test(shown.head) ? shown : assert.fail(JSON.stringify(shown));
    });
  }

  async #shownPreview() {
    return this.panel('Order ticket').evaluate((ticket) => {
      const risk = ticket.querySelector('[aria-label="Pre-trade risk preview"]');
      const cells = (row) => [...row.children].map((cell) => cell.textContent.trim());
      return {
        head: risk.querySelector('header').textContent,
        old: getComputedStyle(risk).opacity !== '1' || risk.className.includes('old'),
        required: risk.querySelector('tfoot td').textContent.trim(),
        rows: Object.fromEntries([...risk.querySelectorAll('tbody tr')].map(cells).map(([name, now, submit, fill]) => [name, { now, submit, fill }])),
        warnings: Object.fromEntries(
          [...ticket.querySelectorAll('[aria-label="Warnings"] li')].map((it) => [
            it.querySelector('b').textContent,
            { severity: it.querySelector('[role=img]').getAttribute('aria-label'), text: it.textContent, color: getComputedStyle(it).borderLeftColor },
          ]),
        ),
      };
    });
  }

  async fillProbability() {
    return this.page.getByRole('meter', { name: 'Fill probability' }).getAttribute('aria-valuenow');
  }

  /** First step of the guard: the button becomes the question. It is deaf for a moment after it was one. */
  async review() {
    await eventually('the review', async () => {
      if (/^Send /.test(await this.submit.innerText())) {
        return true;
      }
      await this.submit.click();
      return false;
    });
  }

  /**
   * Second step. A press right after the first is taken for its double click, so it is pressed until it counts. Returns the ClOrdID the
   * order left with.
   */
  async send() {
    const leaving = this.page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/orders'));
    await eventually('the order leaves', async () => {
      if (!/^Send /.test(await this.submit.innerText())) {
        return true;
      }
      await this.submit.click();
      return false;
    });
    return (await leaving).headers()['idempotency-key'];
  }

  async place(side, qty, px) {
    await this.write(side, qty, px);
    await this.preview();
    await this.review();
    return this.send();
  }

  // ---- blotter, portfolio

  blotterTab(name) {
    return this.panel('Orders').getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  /** New rows wait while the pointer or the cursor is inside. */
  async leaveBlotter() {
    await this.page.mouse.move(2, 2);
    await this.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  }

  async orders() {
    const grid = this.panel('Orders').getByRole('grid');
    return (await grid.count()) === 0 ? [] : records(grid);
  }

  rowOf(key) {
    return this.panel('Orders').getByRole('row').filter({ has: this.page.getByRole('gridcell', { name: short(key), exact: true }) });
  }

  async order(key) {
    return (await this.orders()).find((it) => it.Order === short(key));
  }

  /** Waits until the row says that word, and returns it. */
  async sees(key, word) {
    return eventually(`${key} is ${word}`, async () => {
      const row = await this.order(key);
      assert.match(row?.Status ?? 'no row', new RegExp(`^${word}`));
      return row;
    });
  }

  async balance(asset) {
    const rows = await records(this.panel('Portfolio').getByRole('grid', { name: 'Balances' }), 'exact');
    const row = rows.find((it) => it.Asset.startsWith(asset));
    return { available: units(row.Available), reserved: units(row.Reserved), total: units(row.Total) };
  }

  /** Waits until the portfolio says so. */
  async has(asset, available, reserved) {
    await eventually(`${asset} ${available} available, ${reserved} reserved`, async () => {
      const { available: a, reserved: r } = await this.balance(asset);
      assert.deepEqual({ available: a, reserved: r }, { available: units(available), reserved: units(reserved) });
      return true;
    });
  }

  // ---- FIX messages

  async searchFix(words) {
    await this.panel('FIX messages').getByRole('searchbox').fill(words);
  }

  get fixGrid() {
    return this.panel('FIX messages').getByRole('grid');
  }

  async fixMessages() {
    return records(this.fixGrid);
  }

  /** Selects a listed message and waits for its fields: tag to text. */
  async decode(row) {
    await this.fixGrid.getByRole('row').filter({ hasText: row }).first().click();
    const detail = this.page.getByRole('region', { name: 'Decoded message' });
    return eventually('the decoded message', async () => {
      const fields = await detail.evaluate((it) =>
        Object.fromEntries([...it.querySelectorAll('dl > div')].map((field) => [field.querySelector('dt').innerText.split(/\s+/)[0], field.textContent])),
      );
      return /✓/.test(fields['10'] ?? '') ? fields : assert.fail(JSON.stringify(fields));
    });
  }
}

/** As the blotter prints it. */
export function short(key) {
  return key.replace(/^C-/, "").slice(-8);
}

