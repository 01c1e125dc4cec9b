import { describe, expect, test } from 'vitest';
import { GapWatch } from './gaps';
import { fixMessage } from './testing';

/** What the watch says of each message, `-` for nothing. */
function seen(...messages: readonly [fields: string, session?: string, dir?: 'IN' | 'OUT'][]): string[] {
  const watch = new GapWatch();
  return messages.map(([fields, session = 'ALGO1', dir = 'IN']) => {
    const gap = watch.see(fixMessage(fields, { session, dir }));
    return gap ? `${gap.session} ${gap.dir} expected ${gap.expected}, got ${gap.got}` : '-';
  });
}

describe('a gap in MsgSeqNum(34)', () => {
  test('is told once, and the stream goes on from what came', () => {
    expect(seen(['35=D|34=310'], ['35=D|34=318'], ['35=D|34=319'])).toEqual([
      '-',
      'ALGO1 IN expected 311, got 318',
      '-',
    ]);
  });

  test('is looked for in each session and each direction alone', () => {
    expect(
      seen(
        ['35=D|34=5'],
        ['35=8|34=90', 'ALGO1', 'OUT'],
        ['35=D|34=200', 'ALGO2'],
        ['35=D|34=6'],
        ['35=8|34=92', 'ALGO1', 'OUT'],
      ),
    ).toEqual(['-', '-', '-', '-', 'ALGO1 OUT expected 91, got 92']);
  });

  test('is not made by what is sent again', () => {
    expect(seen(['35=D|34=10'], ['35=D|34=14'], ['35=D|34=11|43=Y'], ['35=D|34=12|43=Y'], ['35=D|34=15'])).toEqual([
      '-',
      'ALGO1 IN expected 11, got 14',
      '-',
      '-',
      '-',
    ]);
  });

  test('is filled by a gap fill up to its NewSeqNo(36)', () => {
    expect(seen(['35=D|34=10'], ['35=4|34=11|123=Y|36=20'], ['35=D|34=20'])).toEqual(['-', '-', '-']);
    expect(seen(['35=D|34=10'], ['35=4|34=8|43=Y|123=Y|36=15'], ['35=D|34=15'])).toEqual(['-', '-', '-']);
  });

  test('is not seen where the numbering begins anew', () => {
    expect(seen(['35=D|34=310'], ['35=A|34=1|141=Y'], ['35=D|34=2'])).toEqual(['-', '-', '-']);
    expect(seen(['35=D|34=310'], ['35=4|34=900|36=400'], ['35=D|34=400'])).toEqual(['-', '-', '-']);
  });

  test('is also a number that falls without PossDup', () => {
    expect(seen(['35=D|34=310'], ['35=D|34=5'])).toEqual(['-', 'ALGO1 IN expected 311, got 5']);
  });
});
