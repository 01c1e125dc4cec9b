import { Channel } from './channel';
import { WireError } from './error';
import { Socket, type Connection, type SocketPorts } from './socket';
import type { ArgsOf, ChannelName, FromServer, RequestName, Requests } from './types';

export interface WirePorts extends SocketPorts {
  /** Calls back once, before the next frame is painted. */
  frame(callback: () => void): void;
  /** A hand has just done something whose effect is not painted yet. */
  handled(): boolean;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: WireError): void;
  timer: ReturnType<typeof setTimeout>;
}

const REQUEST_MS = 5000;
/** A panel that comes back at once (a tab, a maximise) finds its channel still warm. */
const LINGER_MS = 1000;
const RETRY_MS = 2000;
const TICK_MS = 500;
/** Whose news redraws a whole panel: one of them in a frame, or the frame lasts longer than the screen waits for it. */
const HEAVY: ReadonlySet<ChannelName> = new Set(['book', 'tape', 'bars', 'fix']);

/**
 * The page's end of `/ws`: one socket, any number of channels, requests with answers. Deltas are folded as they come and
 * published once per animation frame, those that cost a frame of their own one after the other.
 */
export class Wire {
  /** Server clock minus ours, in milliseconds. */
  clockOffsetMs = 0;
  private readonly socket: Socket;
  private readonly channels = new Map<string, Channel>();
  private readonly byId = new Map<string, Channel>();
  private readonly pending = new Map<string, Pending>();
  private readonly dirty = new Set<Channel>();
  private readonly connectionListeners = new Set<() => void>();
  private readonly ticker: ReturnType<typeof setInterval>;
  private framed = false;
  private nextId = 1;
  private epoch: string | null = null;

  constructor(private readonly ports: WirePorts) {
    this.socket = new Socket(ports, {
      opened: () => this.opened(),
      frame: (frame) => this.received(frame),
      lost: () => this.lost(),
      changed: () => this.connectionListeners.forEach((listener) => listener()),
    });
    this.ticker = setInterval(() => this.channels.forEach((channel) => channel.tick(Date.now())), TICK_MS);
  }

  get connection(): Connection {
    return this.socket.connection;
  }

  connect(): void {
    this.socket.connect();
  }

  /** Logged out: the screen stays readable, as stale. */
  end(): void {
    this.socket.end();
  }

  hurry(): void {
    this.socket.hurry();
  }

  hidden(hidden: boolean): void {
    this.socket.send({ op: 'lag', hidden });
  }

  dispose(): void {
    clearInterval(this.ticker);
    this.socket.dispose();
  }

  onConnection(listener: () => void): () => void {
    this.connectionListeners.add(listener);
    return () => this.connectionListeners.delete(listener);
  }

  /** The channel if somebody uses it. */
  peek(name: ChannelName, args: object): Channel | undefined {
    return this.channels.get(keyOf(name, args));
  }

  /** Subscribes, or joins who already did; call what comes back to leave. */
  listen<C extends ChannelName>(name: C, args: ArgsOf<C>, listener: () => void): () => void {
    const channel = this.acquire(name, args);
    const silence = channel.listen(listener);
    return () => {
      silence();
      channel.users--;
      setTimeout(() => this.dropUnused(channel), LINGER_MS);
    };
  }

  request<R extends RequestName>(
    what: R,
    args: Requests[R]['args'],
    options: { signal?: AbortSignal; timeoutMs?: number } = {},
  ): Promise<Requests[R]['result']> {
    if (this.connection.state !== 'live') {
      return Promise.reject(new WireError('OFFLINE', 'Not connected to the server.'));
    }
    const id = `r${this.nextId++}`;
    return new Promise((resolve, reject) => {
      const give = (code: 'TIMEOUT' | 'OFFLINE', text: string): void => this.settle(id)?.reject(new WireError(code, text));
      const timer = setTimeout(() => give('TIMEOUT', 'The server has not answered in time.'), options.timeoutMs ?? REQUEST_MS);
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject, timer });
      options.signal?.addEventListener('abort', () => give('OFFLINE', 'No longer wanted.'), { once: true });
      this.socket.send({ op: 'req', id, what, args });
    });
  }

  private acquire(name: ChannelName, args: object): Channel {
    const key = keyOf(name, args);
    let channel = this.channels.get(key);
    if (channel === undefined) {
      channel = new Channel(name, args, (it) => this.markDirty(it), (it) => this.subscribe(it, 'loading'));
      this.channels.set(key, channel);
      this.subscribe(channel, 'loading');
    }
    channel.users++;
    return channel;
  }

  private dropUnused(channel: Channel): void {
    const key = keyOf(channel.name, channel.args);
    if (channel.users > 0 || this.channels.get(key) !== channel) {
      return;
    }
    this.channels.delete(key);
    this.leave(channel);
  }

  private leave(channel: Channel): void {
    if (channel.id !== null) {
      this.byId.delete(channel.id);
      this.socket.send({ op: 'unsub', id: channel.id });
      channel.id = null;
    }
  }

  /** A fresh id each time: frames still under way for the old one then belong to nobody. */
  private subscribe(channel: Channel, status: 'resync' | 'loading'): void {
    this.leave(channel);
    channel.awaitSnapshot(status);
    channel.id = `${channel.name}-${this.nextId++}`;
    this.byId.set(channel.id, channel);
    this.socket.send({ op: 'sub', id: channel.id, ch: channel.name, args: channel.args });
  }

  private opened(): void {
    const held: Record<string, number> = {};
    for (const [id, channel] of this.byId) {
      if (channel.seq !== null) {
        held[id] = channel.seq;
      }
    }
    this.socket.send({ op: 'hello', v: 1, ...(this.epoch === null ? {} : { resume: { epoch: this.epoch, ch: held } }) });
    for (const [id, channel] of this.byId) {
      this.socket.send({ op: 'sub', id, ch: channel.name, args: channel.args });
    }
    if (typeof document !== 'undefined' && document.hidden) {
      this.hidden(true);
    }
  }

  private lost(): void {
    this.channels.forEach((channel) => channel.lost());
    for (const id of this.pending.keys()) {
      this.settle(id)?.reject(new WireError('OFFLINE', 'The connection broke before the answer came.'));
    }
  }

  private received(frame: FromServer): void {
    switch (frame.t) {
      case 'welcome':
        return this.welcomed(frame.epoch, Number(BigInt(frame.serverTime) / 1_000_000n));
      case 'snap':
        return this.byId.get(frame.id)?.snapshot(frame.seq, frame);
      case 'delta':
        return this.resyncUnless(frame.id, (channel) => channel.delta(frame.from, frame.seq, frame));
      case 'hb':
        this.socket.heartbeat(frame.hz, frame.rtt);
        return Object.entries(frame.ch).forEach(([id, seq]) => this.resyncUnless(id, (it) => it.heartbeat(seq)));
      case 'res':
        return this.settle(frame.id)?.resolve(frame);
      case 'err':
        return this.failed(frame);
      case 'resync':
        return this.resyncUnless(frame.id, () => false);
      case 'ping':
        return this.socket.send({ op: 'pong', t: frame.time });
      default:
        // A server newer than the page may say more than we know; the protocol asks us to pass it over.
        return void (frame satisfies never);
    }
  }

  private welcomed(epoch: string, serverMs: number): void {
    this.clockOffsetMs = serverMs - Date.now();
    if (this.epoch !== null && epoch !== this.epoch) {
      this.channels.forEach((channel) => channel.awaitSnapshot('resync'));
    }
    this.epoch = epoch;
    this.socket.welcomed();
  }

  private failed(frame: Extract<FromServer, { t: 'err' }>): void {
    const id = frame.id ?? '';
    const channel = this.byId.get(id);
    if (channel === undefined) {
      this.settle(id)?.reject(new WireError(frame.code, frame.text));
      return;
    }
    channel.fail(frame.code, frame.text);
    if (frame.code === 'UNAVAILABLE' || frame.code === 'STALE') {
      setTimeout(() => channel.id === id && channel.view.status === 'error' && this.subscribe(channel, 'loading'), RETRY_MS);
    }
  }

  private resyncUnless(id: string, fits: (channel: Channel) => boolean): void {
    const channel = this.byId.get(id);
    if (channel !== undefined && !fits(channel)) {
      this.subscribe(channel, 'resync');
    }
  }

  private settle(id: string): Pending | undefined {
    const found = this.pending.get(id);
    if (found !== undefined) {
      this.pending.delete(id);
      clearTimeout(found.timer);
    }
    return found;
  }

  private markDirty(channel: Channel): void {
    this.dirty.add(channel);
    if (!this.framed) {
      this.framed = true;
      this.ports.frame(() => this.publish());
    }
  }

  private publish(): void {
    this.framed = false;
    const now = Date.now();
    // In the order they became dirty: none waits longer than the others take. What a hand does comes before all of them.
    const heavy = this.ports.handled() ? undefined : [...this.dirty].find(({ name }) => HEAVY.has(name));
    const ready = [...this.dirty].filter((channel) => channel === heavy || !HEAVY.has(channel.name));
    ready.forEach((channel) => this.dirty.delete(channel));
    ready.forEach((channel) => channel.publish(now, this.connection.hz));
    const left = this.dirty.values().next().value;
    if (left !== undefined) {
      this.markDirty(left);
    }
  }
}

function keyOf(name: ChannelName, args: object): string {
  return `${name} ${JSON.stringify(args)}`;
}
