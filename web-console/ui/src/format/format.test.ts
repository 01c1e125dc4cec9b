import { describe, expect, test } from 'vitest';
import { add, canonical, cmp, isDecimal, isMultiple, mul, neg, roundTo, sign, stepBy, sub, sum } from './decimal';
import { fmtAge, fmtDec, fmtInt, fmtIso, fmtMs, fmtPct, fmtTime, groupNumbers } from './format';

const TIME = '1795356594619004005';

describe('decimal text is exact', () => {
  test.each([
    ['add', add('0.1', '0.2'), '0.3'],
    ['add beyond double', add('9007199254740993.00000001', '0.00000001'), '9007199254740993.00000002'],
    ['sub below zero', sub('1', '1.5'), '-0.5'],
    ['mul', mul('50017.5', '10'), '500175'],
    ['neg of zero', neg('0.0'), '0'],
    ['canonical', canonical('0010.500'), '10.5'],
    ['canonical of .5', canonical('.5'), '0.5'],
    ['round down', roundTo('1.999', '0.01', 'down'), '1.99'],
    ['round up', roundTo('1.991', '0.01', 'up'), '2'],
    ['round near, half away', roundTo('-0.125', '0.01', 'near'), '-0.13'],
    ['step up', stepBy('50010', '0.01', 1), '50010.01'],
    ['step down ten', stepBy('0.5', '0.00001', -10), '0.4999'],
    ['step from between', stepBy('50010.004', '0.01', 1), '50010.01'],
    ['step down from between', stepBy('50010.004', '0.01', -1), '50010'],
    ['never below zero', stepBy('0.00001', '0.00001', -5), '0'],
  ])('%s', (_, got, want) => expect(got).toBe(want));

  test('compares by value, not by letters', () => {
    expect(['10', '9', '-1', '9.50', '0'].toSorted(cmp)).toEqual(['-1', '0', '9', '9.50', '10']);
    expect(cmp('1.0', '1')).toBe(0);
    expect([sign('-0.1'), sign('0.00'), sign('3')]).toEqual([-1, 0, 1]);
  });

  test('knows multiples of a step', () => {
    expect(isMultiple('50010.01', '0.01')).toBe(true);
    expect(isMultiple('50010.015', '0.01')).toBe(false);
  });

  test('refuses what is no decimal', () => {
    expect(['1', '1.', '.5', '-2.5'].every(isDecimal)).toBe(true);
    expect(['', '.', '-', '1e5', '1,000', 'x', ' 1'].some(isDecimal)).toBe(false);
    expect(() => add('1e5', '1')).toThrow('1e5');
  });

  test.each([
    [[], '0'],
    [['1.50'], '1.5'],
    [['0.1', '0.02', '3'], '3.12'],
    [['99999999999999999999', '0.00000001', '-1'], '99999999999999999998.00000001'],
  ])('the sum of %s is %s', (values, total) => expect(sum(values)).toBe(total));
});

describe('what the eye sees', () => {
  test.each([
    ['grouped, fixed decimals', fmtDec('1000082.1', 2), '1,000,082.10'],
    ['true minus', fmtDec('-80012.5', 2), '−80,012.50'],
    ['plus when asked', fmtDec('418.25', 2, { sign: true }), '+418.25'],
    ['no plus on zero', fmtDec('0', 2, { sign: true }), '0.00'],
    ['rounded to zero has no minus', fmtDec('-0.001', 2), '0.00'],
    ['rounded, halves away', fmtDec('50007.815', 2), '50,007.82'],
    ['trimmed', fmtDec('2.50000', 5, { trim: true }), '2.5'],
    ['no decimals', fmtDec('4419153', 0), '4,419,153'],
    ['absent', fmtDec(undefined, 2), '–'],
    ['percent', fmtPct('0.84'), '+0.84%'],
    ['whole number', fmtInt(12345), '12,345'],
    ['time, ms', fmtTime(TIME), '14:09:54.619'],
    ['time, µs', fmtTime(TIME, 'us'), '14:09:54.619004'],
    ['time, s', fmtTime(TIME, 's'), '14:09:54'],
    ['whole instant', fmtIso(TIME), '2026-11-22T14:09:54.619004005Z'],
    ['milliseconds', fmtMs(0.183), '0.18'],
    ['more milliseconds', fmtMs(123.4), '123'],
    ['age', fmtAge(3240), '3.2 s'],
    ['numbers in a sentence', groupNumbers('needs 1995940.8 USD, has 705022.7874605.'), 'needs 1,995,940.8 USD, has 705,022.7874605.'],
    ['no tags, ids, dates', groupNumbers('OrderQty(38)=40000 of C-000126 at 20261122-21:20 1234ab 999'), 'OrderQty(38)=40000 of C-000126 at 20261122-21:20 1234ab 999'],
  ])('%s', (_, got, want) => expect(got).toBe(want));
});
