import { describe, expect, test } from 'vitest';
import type { FixItem } from '../wire/types';
import { counterpart, newOrderOf } from './answers';
import { FilteredLines, type Filter } from './fixFilter';
import { FixLog } from './fixLog';
import { parseQuery } from './search';
import { fixMessage } from './testing';

const heartbeats = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => fixMessage(`35=0|34=${from + i}`));

/** MsgSeqNums of the lines, gaps as `a..b`, cuts as their text. */
function linesOf(log: FixLog): (number | string)[] {
  return log.shown().lines.map((line) => {
    if (line.kind === 'message') return line.message.seq;
    return line.kind === 'gap' ? `${line.gap.expected}..${line.gap.got}` : line.text;
  });
}

describe('the log of messages', () => {
  test('adds what is new in the list of the channel, and nothing twice', () => {
    const log = new FixLog();
    const all = heartbeats(4);
    log.take(all.slice(0, 2));
    log.take(all.slice(0, 2));
    log.take(all.slice(1, 4));
    expect(linesOf(log)).toEqual([1, 2, 3, 4]);
  });

  test('draws a gap before the message that shows it', () => {
    const log = new FixLog();
    log.take([...heartbeats(2, 309), ...heartbeats(1, 318)]);
    expect(linesOf(log)).toEqual([309, 310, '311..318', 318]);
  });

  test('says so when nothing of a new list was known, and concludes no gap from it', () => {
    const log = new FixLog();
    log.take(heartbeats(1));
    log.take(heartbeats(2, 50));
    expect(linesOf(log)).toEqual([1, 'messages may be missing here: the list was cut', 50, 51]);
  });

  test('holds back while paused, counts, and shows all on resume', () => {
    const log = new FixLog();
    const all = heartbeats(213);
    log.take(all.slice(0, 1));
    log.pause();
    log.take(all);
    expect(linesOf(log)).toEqual([1]);
    expect(log.shown().waiting).toBe(212);
    log.resume();
    expect(log.shown().lines).toHaveLength(213);
    expect(log.shown()).toMatchObject({ waiting: 0, paused: false });
  });

  test('keeps a bounded number behind the pause, counts the rest and tells', () => {
    const log = new FixLog(100, 10);
    const all = heartbeats(31);
    log.take(all.slice(0, 1));
    log.pause();
    for (let to = 2; to <= 31; to++) log.take(all.slice(0, to));
    expect(log.shown().waiting).toBe(30);
    log.resume();
    expect(linesOf(log)).toEqual([1, '20 messages of the pause were not kept', 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);
  });

  test('keeps the newest lines, and finds each of them by position', () => {
    const log = new FixLog(100);
    const all = heartbeats(500);
    for (let from = 0; from < 500; from += 7) log.take(all.slice(from, from + 8));
    const { lines } = log.shown();
    expect(lines.length).toBeGreaterThanOrEqual(100);
    expect(lines.length).toBeLessThanOrEqual(110);
    expect(linesOf(log).at(-1)).toBe(500);
    const places = lines.map((line) => (line.kind === 'message' ? log.indexOf(line.message.pos) : -1));
    expect(places).toEqual(lines.map((_, i) => i));
    expect(log.indexOf(all[0]?.pos ?? '')).toBe(-1);
  });
});

describe('filtered lines', () => {
  const filter = (more: Partial<Filter>): Filter => ({ kind: 'All', session: '', terms: [], ...more });
  const messages = [
    fixMessage('35=A|34=1'),
    fixMessage('35=D|34=2|11=C-1'),
    fixMessage('35=3|34=7|45=2', { dir: 'OUT', session: 'CONF' }),
    fixMessage('35=0|34=5'),
  ];
  test.each([
    [filter({}), [1, 2, 7, '3..5', 5]],
    [filter({ kind: 'App' }), [2, '3..5']],
    [filter({ kind: 'Admin' }), [1, 7, '3..5', 5]],
    [filter({ kind: 'Rejects' }), [7]],
    [filter({ session: 'CONF' }), [7]],
    [filter({ terms: parseQuery('11=C-1') }), [2]],
  ])('%j', (wanted, seqs) => {
    const log = new FixLog();
    log.take(messages);
    const lines = new FilteredLines().of(log.shown().lines, wanted);
    expect(
      lines.map((line) =>
        line.kind === 'message' ? line.message.seq : line.kind === 'gap' ? `${line.gap.expected}..${line.gap.got}` : '',
      ),
    ).toEqual(seqs);
  });

  test('are the same whether lines came at once or one by one, and when old ones leave', () => {
    const log = new FixLog(50);
    const odd = filter({ terms: parseQuery('35=D') });
    const kept = new FilteredLines();
    const all = Array.from({ length: 300 }, (_, i) => fixMessage(`35=${i % 3 === 0 ? 'D' : '8'}|34=${i + 1}`));
    for (let to = 1; to <= 300; to++) {
      log.take(all.slice(Math.max(0, to - 20), to));
      const { lines } = log.shown();
      expect(kept.of(lines, odd)).toEqual(new FilteredLines().of(lines, odd));
    }
  });
});

describe('the other side', () => {
  const order = fixMessage('35=D|34=2|11=C-1');
  const unrelated = fixMessage('35=8|34=3|11=C-2', { dir: 'OUT' });
  const answer = fixMessage('35=8|34=4|11=C-1|150=A', { dir: 'OUT' });
  const second = fixMessage('35=8|34=5|11=C-1|150=0', { dir: 'OUT' });
  const wrong = fixMessage('35=D|34=9|54=9');
  const reject = fixMessage('35=3|34=6|45=9|371=54', { dir: 'OUT' });
  const probe = fixMessage('35=1|34=7|112=hello', { dir: 'OUT' });
  const echo = fixMessage('35=0|34=10|112=hello');
  const copy = fixMessage('35=8|34=1|11=C-1', { dir: 'OUT', session: 'ALGO1-DC' });
  const log = new FixLog();
  log.take([order, copy, unrelated, answer, second, wrong, reject, probe, echo]);
  const of = (message: FixItem) => counterpart(log.shown().lines, log.indexOf(message.pos));

  test('of a request is its first answer, of an answer its request, by ClOrdID', () => {
    expect(of(order)).toBe(answer);
    expect(of(answer)).toBe(order);
    expect(of(second)).toBe(order);
    expect(of(unrelated)).toBeUndefined();
  });

  test('of a rejected message is the reject that names its number', () => {
    expect(of(wrong)).toBe(reject);
    expect(of(reject)).toBe(wrong);
  });

  test('of a TestRequest is the Heartbeat with its id', () => {
    expect(of(probe)).toBe(echo);
    expect(of(echo)).toBe(probe);
  });

  test('an order is begun by its NewOrderSingle', () => {
    expect(newOrderOf(log.shown().lines, 'C-1')).toBe(order);
    expect(newOrderOf(log.shown().lines, 'C-2')).toBeUndefined();
  });
});
