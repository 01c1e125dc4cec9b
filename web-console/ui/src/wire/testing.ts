import { act } from '@testing-library/react';
import { setWire } from './channels';
import type { SocketLike } from './socket';
import type { ArgsOf, ChannelName, ErrorCode, RequestName, Requests, ToServer } from './types';
import { Wire } from './wire';

/** A wire without a server, for tests: says what the page sent, and lets the test speak for the server. */
export class FakeWire {
  readonly sent: ToServer[] = [];
  readonly wire: Wire;
  readonly sockets: SocketLike[] = [];
  /** As if a press were not painted yet. */
  handled = false;
  private readonly seqs = new Map<string, number>();
  private readonly answers = new Map<RequestName, (args: never) => object>();

  constructor(loggedIn = true, frame: (callback: () => void) => void = (callback) => callback()) {
    this.wire = new Wire({
      open: () => this.open(),
      loggedIn: () => Promise.resolve(loggedIn),
      random: () => 1,
      frame,
      handled: () => this.handled,
    });
    setWire(this.wire);
  }

  /** Connects and greets. */
  connect(epoch = 'e1'): this {
    this.wire.connect();
    this.opens(epoch);
    return this;
  }

  opens(epoch = 'e1'): void {
    const socket = this.sockets.at(-1);
    act(() => socket?.onopen?.());
    this.says({ t: 'welcome', session: 's', serverTime: '1700000000000000000', epoch, user: 'trader', csrf: 'c' });
  }

  breaks(code = 1006): void {
    const socket = this.sockets.at(-1);
    act(() => socket?.onclose?.({ code }));
  }

  says(frame: object): void {
    const socket = this.sockets.at(-1);
    act(() => socket?.onmessage?.({ data: JSON.stringify(frame) }));
  }

  snap<C extends ChannelName>(name: C, args: ArgsOf<C>, data: object, seq = 1): void {
    const id = this.idOf(name, args);
    this.seqs.set(id, seq);
    this.says({ ...data, t: 'snap', id, seq });
  }

  delta<C extends ChannelName>(name: C, args: ArgsOf<C>, data: object): void {
    const id = this.idOf(name, args);
    const from = this.seqs.get(id) ?? 0;
    this.seqs.set(id, from + 1);
    this.says({ ...data, t: 'delta', id, from, seq: from + 1 });
  }

  refuse<C extends ChannelName>(name: C, args: ArgsOf<C>, code: ErrorCode, text: string): void {
    this.says({ t: 'err', id: this.idOf(name, args), code, text });
  }

  /** From now on requests of this kind are answered so. */
  answer<R extends RequestName>(what: R, result: (args: Requests[R]['args']) => Requests[R]['result']): void {
    this.answers.set(what, result as (args: never) => object);
  }

  /** The id the page subscribed with. */
  idOf<C extends ChannelName>(name: C, args: ArgsOf<C>): string {
    const channel = this.wire.peek(name, args);
    if (channel === undefined || channel.id === null) {
      throw new Error(`not subscribed: ${name} ${JSON.stringify(args)}`);
    }
    return channel.id;
  }

  private open(): SocketLike {
    const socket: SocketLike = {
      send: (text) => this.heard(JSON.parse(text) as ToServer),
      close: () => undefined,
      onopen: null,
      onmessage: null,
      onclose: null,
    };
    this.sockets.push(socket);
    return socket;
  }

  private heard(frame: ToServer): void {
    this.sent.push(frame);
    if (frame.op === 'req') {
      const answer = this.answers.get(frame.what);
      if (answer !== undefined) {
        queueMicrotask(() => this.says({ t: 'res', id: frame.id, ...answer(frame.args as never) }));
      }
    }
  }
}

export function fakeWire(): FakeWire {
  return new FakeWire().connect();
}
