import type { FromServer, ToServer } from './types';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'ended';

export interface Connection {
  readonly state: ConnectionState;
  /** Attempts since the connection was lost. */
  readonly tries: number;
  /** Until the next attempt; 0 while one is under way. */
  readonly nextInMs: number;
  /** The rate the server really shows this page. */
  readonly hz: number;
  /** Round trip of the last ping as the server measured it; absent before the first. */
  readonly rttMs?: number;
}

/** What is needed of a browser's WebSocket. */
export interface SocketLike {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

export interface SocketPorts {
  open(): SocketLike;
  /** Asked after a refused handshake, which a page cannot tell from a dead server: false only if the login is certainly over. */
  loggedIn(): Promise<boolean>;
  random(): number;
}

export interface SocketEvents {
  opened(): void;
  frame(frame: FromServer): void;
  /** The connection broke or could not be made. */
  lost(): void;
  /** `connection` changed. */
  changed(): void;
}

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 5000;
const SILENCE_MS = 4000;
const CHECK_MS = 500;
/** The login ended, or origin or login were refused: trying again cannot help. */
const FINAL_CODES = new Set([4001, 4003]);

/**
 * One WebSocket that is kept open for ever: backs off from 250 ms to 5 s with jitter, takes 4 s of silence for a dead line
 * (the server pings every 2 s), and stops only when the login is over.
 */
export class Socket {
  connection: Connection = { state: 'connecting', tries: 0, nextInMs: 0, hz: 0 };
  private socket: SocketLike | null = null;
  private opened = false;
  private heardAt = 0;
  private checkedAt = 0;
  private retryAt = 0;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly ports: SocketPorts,
    private readonly events: SocketEvents,
  ) {
    this.timer = setInterval(() => this.check(), CHECK_MS);
  }

  /** Opens now, whatever the state; also after the login ended and was renewed. */
  connect(): void {
    this.abandon();
    this.retryAt = 0;
    const { state } = this.connection;
    this.change({ state: state === 'ended' ? 'connecting' : state, nextInMs: 0 });
    const socket = this.ports.open();
    this.socket = socket;
    this.opened = false;
    this.heardAt = Date.now();
    this.checkedAt = this.heardAt;
    socket.onopen = () => {
      this.opened = true;
      this.heardAt = Date.now();
      this.events.opened();
    };
    socket.onmessage = (event) => this.received(String(event.data));
    socket.onclose = (event) => this.down(event.code);
  }

  send(frame: ToServer): void {
    if (this.opened) {
      this.socket?.send(JSON.stringify(frame));
    }
  }

  /** Skips the wait: the network is back, or the page is looked at again. */
  hurry(): void {
    if (this.retryAt > 0) {
      this.connect();
    }
  }

  welcomed(): void {
    this.change({ state: 'live', tries: 0, nextInMs: 0 });
  }

  heartbeat(hz: number, rttMs: number | undefined): void {
    if (hz !== this.connection.hz || rttMs !== this.connection.rttMs) {
      this.change({ hz, rttMs });
    }
  }

  end(): void {
    this.abandon();
    this.retryAt = 0;
    this.change({ state: 'ended', nextInMs: 0 });
    this.events.lost();
  }

  dispose(): void {
    clearInterval(this.timer);
    this.abandon();
  }

  private received(text: string): void {
    this.heardAt = Date.now();
    const frame = parse(text);
    if (frame !== undefined) {
      this.events.frame(frame);
    }
  }

  private down(code: number): void {
    const refused = !this.opened;
    this.abandon();
    if (FINAL_CODES.has(code)) {
      this.end();
      return;
    }
    this.waitAndRetry();
    this.events.lost();
    if (refused) {
      void this.askLogin();
    }
  }

  private async askLogin(): Promise<void> {
    const loggedIn = await this.ports.loggedIn().catch(() => true);
    if (!loggedIn && this.connection.state !== 'live') {
      this.end();
    }
  }

  private waitAndRetry(): void {
    const tries = this.connection.tries + 1;
    const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
    // Jitter keeps a hundred consoles from knocking at a restarted server in the same instant.
    const delay = full * (0.75 + 0.25 * this.ports.random());
    this.retryAt = Date.now() + delay;
    this.change({ state: 'reconnecting', tries, nextInMs: Math.round(delay) });
    setTimeout(() => this.check(), delay);
  }

  private check(): void {
    const now = Date.now();
    // A throttled background page wakes late: the silence it then sees may be its own.
    const late = now - this.checkedAt > SILENCE_MS / 2;
    this.checkedAt = now;
    if (this.retryAt > 0) {
      if (now >= this.retryAt) {
        this.connect();
      } else {
        this.change({ nextInMs: this.retryAt - now });
      }
    } else if (this.socket !== null && !late && now - this.heardAt > SILENCE_MS) {
      this.down(1006);
    }
  }

  private abandon(): void {
    const socket = this.socket;
    this.socket = null;
    this.opened = false;
    if (socket !== null) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
  }

  private change(part: Partial<Connection>): void {
    this.connection = { ...this.connection, ...part };
    this.events.changed();
  }
}

function parse(text: string): FromServer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 't' in value ? (value as FromServer) : undefined;
  } catch {
    // A frame that cannot be read is as good as lost: the next delta's `from` will not fit and the channel starts anew.
    return undefined;
  }
}
