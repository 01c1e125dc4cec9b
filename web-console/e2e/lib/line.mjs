/**
 * The line between a page and the server, in the test's hand: it can fall silent, lose a single message, hold one back. Install before the
 * page is opened.
 */
export class Line {
  #down = false;
  #lose = null;
  #hold = null;
  #held = [];
  /** What the page has sent, newest last. */
  sent = [];
  /** Messages lost on purpose. */
  lost = [];

  static async of(page) {
    const line = new Line();
    await page.routeWebSocket(/\/ws$/, (socket) => line.#connect(socket));
    return line;
  }

  #connect(socket) {
    if (this.#down) {
      void socket.close({ code: 3000, reason: 'the line is down' });
      return;
    }
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      this.sent.push(JSON.parse(text));
      if (!this.#down) {
        server.send(text);
      }
    });
    server.onMessage((text) => {
      const message = JSON.parse(text);
      if (this.#down) {
        return;
      }
      if (this.#lose?.(message)) {
        this.#lose = null;
        this.lost.push(message);
      } else if (this.#hold?.(message) || this.#held.some((it) => it.id !== undefined && it.id === message.id)) {
        // What belongs to the same subscription stays behind it: a line never changes the order.
        this.#held.push({ id: message.id, pass: () => socket.send(text) });
      } else {
        socket.send(text);
      }
    });
  }

  /** Nothing passes either way any more; new connections break at once. */
  cut() {
    this.#down = true;
  }

  mend() {
    this.#down = false;
  }

  /** The next message from the server that is so never arrives. */
  loseNext(isSo) {
    this.#lose = isSo;
  }

  /** Messages from the server that are so wait until `release`. */
  hold(isSo) {
    this.#hold = isSo;
  }

  release() {
    this.#hold = null;
    this.#held.splice(0).forEach(({ pass }) => pass());
  }

  /** What was held never arrives; from now on everything passes. */
  discard() {
    this.#hold = null;
    this.#held = [];
  }

  /** Name of the channel a subscription of this page is for. */
  channelOf(id) {
    return this.sent.findLast((it) => it.op === 'sub' && it.id === id)?.ch;
  }
}
