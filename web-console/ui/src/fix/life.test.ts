import { describe, expect, test } from 'vitest';
import { FixLog } from './fixLog';
import { lifeOf, sinceText } from './life';
import { fixMessage } from './testing';

const order = fixMessage('35=D|34=1|11=C-1');
const other = fixMessage('35=D|34=2|11=C-2');
const accepted = fixMessage('35=8|34=1|11=C-1|37=O-1', { dir: 'OUT' });
const replace = fixMessage('35=G|34=3|11=C-1X|41=C-1');
const heartbeat = fixMessage('35=0|34=4');
const replaced = fixMessage('35=8|34=2|11=C-1X|41=C-1|37=O-1', { dir: 'OUT' });
const log = new FixLog();
log.take([order, other, accepted, replace, heartbeat, replaced]);
const life = (message: typeof order) => lifeOf(log.shown().lines, log.indexOf(message.pos));

describe('what was said of an order', () => {
  test.each([
    ['its first message', order],
    ['an answer', accepted],
    ['what replaces it', replace],
    ['the answer to that', replaced],
  ])('stands together and in its order, found from %s', (_, from) => {
    expect(life(from)).toEqual([order, accepted, replace, replaced]);
  });

  test('leaves out the other order', () => expect(life(other)).toEqual([other]));

  test('is nothing for a message of the session itself, or one that is gone', () => {
    expect(life(heartbeat)).toEqual([]);
    expect(lifeOf(log.shown().lines, -1)).toEqual([]);
  });

  test('ends with the newest forty', () => {
    const long = new FixLog();
    const fills = Array.from({ length: 60 }, (_, i) => fixMessage(`35=8|34=${i + 1}|11=C-9`, { dir: 'OUT' }));
    long.take(fills);
    expect(lifeOf(long.shown().lines, 0)).toEqual(fills.slice(20));
  });
});

test('the time since the first is told to the microsecond', () => {
  const at = (nanos: bigint) => fixMessage('35=8|11=C-1', { time: `${nanos}` as typeof order.time });
  expect(sinceText(at(1_000_000_000n), at(1_001_204_900n))).toBe('+1.204');
  expect(sinceText(at(5n), at(5n))).toBe('+0.000');
});
