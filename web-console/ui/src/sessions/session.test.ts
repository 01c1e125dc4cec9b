import { describe, expect, test } from 'vitest';
import type { Nanos, SessionItem } from '../wire/types';
import { heartbeatAge, lookOf, upCount } from './session';

const UP: SessionItem = {
  session: 'DESK',
  role: 'trade',
  state: 'UP',
  out: 7,
  in: 5,
  expectedIn: 6,
  lastIn: '1795356594219000000' as Nanos,
};

describe('a session', () => {
  test('says in a word how it is', () => {
    expect(lookOf(UP)).toEqual({ dot: 'dot-live', note: 'trade', word: 'up' });
    expect(lookOf({ ...UP, role: 'trade, market data' }).note).toBe('trade, data');
    expect(lookOf({ ...UP, state: 'RESENDING' })).toEqual({
      dot: 'dot-warn',
      note: 'resending',
      word: 'resending',
    });
    expect(lookOf({ ...UP, state: 'DOWN' })).toEqual({ dot: 'dot-off', note: 'logged out', word: 'logged out' });
  });

  test.each([
    [1_795_356_594_619, '0.4s'],
    [1_795_356_594_119, '0.0s'],
    [1_795_356_639_219, '45s'],
    [1_795_356_894_219, '5min'],
  ])('at %d was last heard of %s ago', (nowMs, age) => {
    expect(heartbeatAge(UP, nowMs)).toBe(age);
  });

  test('that is down has no heartbeat', () => {
    expect(heartbeatAge({ ...UP, state: 'DOWN' }, 1_795_356_594_619)).toBe('–');
  });

  test('counts among those that are up while it is resending', () => {
    expect(upCount([UP, { ...UP, state: 'RESENDING' }, { ...UP, state: 'DOWN' }])).toEqual({ up: 2, all: 3 });
  });
});
