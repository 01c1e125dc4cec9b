import { describe, expect, it, test } from 'vitest';
import { notionalFault, pxFault, qtyFault } from './checks';
import { compareDecimals, divideDown, percentOf, readDecimal } from './decimal';
import { readShorthand, shareQty } from './shorthand';
import { stepped } from './steppers';

const btc = {
  base: 'BTC', quote: 'USD', tick: '0.01', lot: '0.00001', minQty: '0.00001', maxQty: '100', minNotional: '1', maxNotional: '5000000',
};

describe('decimals', () => {
  test.each([
    ['50,017.50', '50017.5'],
    ['0.00000001', '0.00000001'],
    ['.5', '0.5'],
    ['-3.450', '-3.45'],
    ['92233720368.54775807', '92233720368.54775807'],
  ])('reads %s as %s', (typed, text) => {
    expect(readDecimal(typed)).toBe(text);
  });

  test.each(['', '1e5', '0.123456789', '1.2.3', 'abc', '-'])('refuses %j instead of rounding it', (typed) => {
    expect(readDecimal(typed)).toBeNull();
  });

  it('compares by value, not by text', () => {
    expect(compareDecimals('9', '10')).toBe(-1);
    expect(compareDecimals('1.50', '1.5')).toBe(0);
    expect(compareDecimals(undefined, '1')).toBe(-1);
  });

  it('divides without a float, cut to eight places', () => {
    expect(divideDown('1000000', '50017.5')).toBe('19.99300244');
    expect(divideDown('0.00000001', '3')).toBe('0');
  });

  it('gives a share for a bar, within 0 and 100', () => {
    expect(percentOf('1.6', '4')).toBe(40);
    expect(percentOf('5', '4')).toBe(100);
    expect(percentOf('1', '0')).toBe(0);
  });
});

describe('shorthand', () => {
  test.each([
    ['2.5', { kind: 'amount', text: '2.5' }],
    ['1k', { kind: 'amount', text: '1000' }],
    ['2.5M', { kind: 'amount', text: '2500000' }],
    ['25%', { kind: 'share', percent: '25' }],
    ['max', { kind: 'share', percent: '100' }],
    ['', { kind: 'empty' }],
    ['-1', { kind: 'bad' }],
    ['120%', { kind: 'bad' }],
    ['1x', { kind: 'bad' }],
  ])('%j means %j', (typed, meaning) => {
    expect(readShorthand(typed)).toEqual(meaning);
  });

  const account = { quoteAvailable: '1000000', baseAvailable: '2.7', px: '50000', lot: '0.00001', maxQty: '100' };
  it('buys a share of the funds at the price, in whole lots', () => {
    expect(shareQty('25', { ...account, side: 'BUY' })).toBe('5');
    expect(shareQty('100', { ...account, side: 'BUY', px: '50017.5' })).toBe('19.993');
  });
  it('sells a share of what is held and never goes short by it', () => {
    expect(shareQty('25', { ...account, side: 'SELL' })).toBe('0.675');
    expect(shareQty('100', { ...account, side: 'SELL', baseAvailable: '0' })).toBeNull();
  });
  it('stays within the greatest quantity and notional', () => {
    expect(shareQty('100', { ...account, side: 'BUY', px: '1' })).toBe('100');
    expect(shareQty('100', { ...account, side: 'BUY', maxNotional: '250000' })).toBe('5');
  });
  it('needs a price to buy', () => {
    expect(shareQty('25', { ...account, side: 'BUY', px: undefined })).toBeNull();
  });
});

describe('steppers', () => {
  test.each([
    ['50017.50', '0.01', +1, 1, '50017.51'],
    ['50017.50', '0.01', -1, 10, '50017.4'],
    ['10', '0.00001', +1, 10, '10.0001'],
    ['0.015', '0.01', +1, 1, '0.02'],
    ['0.015', '0.01', -1, 1, '0.01'],
    ['0.01', '0.01', -1, 1, '0.01'],
    ['', '0.01', +1, 1, '0.01'],
  ] as const)('%s by %s, direction %d times %d, is %s', (from, step, direction, times, to) => {
    expect(stepped(from, step, direction, times)).toBe(to);
  });
});

describe('field checks', () => {
  test.each([
    ['', null],
    ['10', null],
    ['0.000015', 'Not a multiple of 0.00001 BTC'],
    ['0', 'Quantity must be above 0'],
    ['100.00001', 'Most is 100 BTC'],
    ['0.123456789', 'Not a quantity: 2.5, 1k or 25%'],
  ])('quantity %j: %s', (typed, fault) => {
    expect(qtyFault(typed, btc)).toBe(fault);
  });

  test.each([
    ['50017.5', null],
    ['50017.505', 'Not a multiple of the tick 0.01'],
    ['-1', 'Price must be above 0'],
    ['1e3', 'Not a price'],
  ])('price %j: %s', (typed, fault) => {
    expect(pxFault(typed, btc)).toBe(fault);
  });

  it('names both the notional and its limit', () => {
    expect(notionalFault('100', '50000.01', btc)).toBe('5000001 USD: most is 5000000');
    expect(notionalFault('0.00001', '50000', btc)).toBe('0.5 USD: least order is 1');
    expect(notionalFault('10', '50000', btc)).toBeNull();
  });
});
