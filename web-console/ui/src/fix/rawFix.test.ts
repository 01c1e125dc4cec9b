import { describe, expect, test } from 'vitest';
import { messagesIn } from './pasted';
import { rawField, rawFields, SOH, withPipes } from './rawFix';

const soh = (text: string) => text.replaceAll('|', SOH);

describe('a raw message', () => {
  const raw = soh('8=FIX.4.4|9=12|35=D|58=a=b|broken|10=071|');

  test('is read field by field, whatever is in it', () => {
    expect(rawFields(raw).map(({ tag, value }) => `${tag}:${value}`)).toEqual([
      '8:FIX.4.4',
      '9:12',
      '35:D',
      '58:a=b',
      ':broken',
      '10:071',
    ]);
  });

  test('gives single values', () => {
    expect([8, 35, 58, 10, 5, 999].map((tag) => rawField(raw, tag))).toEqual([
      'FIX.4.4',
      'D',
      'a=b',
      '071',
      undefined,
      undefined,
    ]);
  });

  test('can be written with pipes', () => {
    expect(withPipes(raw)).toBe('8=FIX.4.4|9=12|35=D|58=a=b|broken|10=071|');
  });
});

describe('pasted text', () => {
  const one = '8=FIX.4.4|9=5|35=0|10=161|';
  const two = '8=FIX.4.4|9=6|35=D|10=162|';
  test.each([
    ['one message', one, [soh(one)]],
    ['SOH', soh(one), [soh(one)]],
    ['escapes', one.replaceAll('|', '\\u0001'), [soh(one)]],
    ['^A', one.replaceAll('|', '^A'), [soh(one)]],
    ['a log', `12:00:01 IN  ${one}\n12:00:02 OUT ${two}\nnoise`, [soh(one), soh(two)]],
    ['two in a line', `${one} ${two}`, [soh(one), soh(two)]],
    ['a part of one', ' 35=D|11=x ', [soh('35=D|11=x')]],
    ['nothing', 'hello', []],
  ])('%s', (_, text, messages) => {
    expect(messagesIn(text)).toEqual(messages);
  });
});
