/**
 * Watches a browser context for what must never happen: an error on the console, an exception nobody caught, a request that leaves the
 * machine. A scenario that provokes an error names it in `expect`.
 */
export class Guard {
  #faults = [];
  #expected = [];

  constructor(context, url) {
    const { hostname } = new URL(url);
    context.on('console', (message) => {
      if (message.type() === 'error') {
        this.#fault(`console: ${message.text()} ${message.location().url}`);
      }
    });
    context.on('weberror', (error) => this.#fault(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on('request', (request) => {
      const to = new URL(request.url());
      if (!['data:', 'blob:'].includes(to.protocol) && to.hostname !== hostname) {
        this.#fault(`request off the machine: ${request.url()}`);
      }
    });
  }

  /** From now on faults that match are part of the scenario. */
  expect(...patterns) {
    this.#expected.push(...patterns);
  }

  #fault(text) {
    if (!this.#expected.some((pattern) => pattern.test(text))) {
      this.#faults.push(text);
    }
  }

  check() {
    if (this.#faults.length > 0) {
      throw new Error(`the browser complained:\n${this.#faults.join('\n')}`);
    }
  }
}
