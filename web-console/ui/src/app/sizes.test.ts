import { describe, expect, test } from 'vitest';
import { defaults, isTall, merge, modeOf } from './sizes';

const HD = { width: 1920, height: 1080 };

test.each([
  [2560, 'wide'],
  [1920, 'wide'],
  [1440, 'mid'],
  [1024, 'column'],
  [600, 'small'],
])('%i px wide is %s', (width, mode) => expect(modeOf({ width, height: 900 })).toBe(mode));

test('at 1920 x 1080 the tracks are those of the reference', () => {
  const { left, book, right, bottom } = defaults(HD);
  expect({ left, book, right }).toEqual({ left: 340, book: 308, right: 262 });
  expect(Math.abs(bottom - 315)).toBeLessThan(25);
});

test('only tall windows run the messages under the left column', () => {
  expect([isTall(HD), isTall({ width: 2560, height: 1440 })]).toEqual([false, true]);
});

describe('a saved layout', () => {
  test('goes over the defaults, inside what the window allows', () => {
    expect(merge({ left: 400 }, HD)).toEqual({ ...defaults(HD), left: 400 });
    expect(merge({ left: 99_999 }, HD)?.left).toBe(576);
  });

  test.each([['text'], [[1]], [null], [{ left: '340' }], [{ unknown: 3 }], [{ left: Number.NaN }]])('of %j cannot be read', (saved) => {
    expect(merge(saved, HD)).toBeUndefined();
  });
});
