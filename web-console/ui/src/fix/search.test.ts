import { describe, expect, test } from 'vitest';
import { columnHits, hits, isFieldHit, matches, parseQuery } from './search';
import { fixMessage } from './testing';

const FILL = fixMessage('35=8|34=5122|39=2|150=F|11=C-000129|58=all done|141=N', {
  session: 'DESK',
  name: 'ExecutionReport',
  summary: '150=F TRADE 1.6 @ 50007.81 · C-000129',
});

describe('a search', () => {
  test.each([
    ['', true],
    ['35=8', true],
    ['35=8 39=2', true],
    ['35=8 39=1', false],
    ['35=D', false],
    ['11=C-000129', true],
    ['11=C-0001', false],
    ['11=C-0001*', true],
    ['141=', true],
    ['999=', false],
    ['39!=2', false],
    ['39!=1', true],
    ['5=8', false],
    ['execution', true],
    ['desk', true],
    ['"all done"', true],
    ['"all  done"', false],
    ['C-000129 35=8 trade', true],
    ['C-000129 35=8 cancel', false],
  ])('%j finds a fill: %s', (query, found) => {
    expect(matches(parseQuery(query), FILL)).toBe(found);
  });
});

describe('hits', () => {
  const marked = (query: string, text: string) =>
    hits(parseQuery(query), text).map(([from, to]) => text.slice(from, to));

  test('are the words, and the values of fields that are long enough to say something', () => {
    expect(marked('150=F', FILL.summary)).toEqual(['150=F']);
    expect(marked('11=C-000129', FILL.summary)).toEqual(['C-000129']);
    expect(marked('39=2', FILL.summary)).toEqual([]);
    expect(marked('TRADE', FILL.summary)).toEqual(['TRADE']);
  });

  test('that overlap become one', () => {
    expect(marked('000 0129', 'C-000129')).toEqual(['000129']);
    expect(hits(parseQuery('aa'), 'aaaa')).toEqual([[0, 4]]);
  });

  test('in a column stand for its field only', () => {
    expect(columnHits(parseQuery('35=8'), '35', '8')).toEqual([[0, 1]]);
    expect(columnHits(parseQuery('34=8'), '35', '8')).toEqual([]);
    expect(columnHits(parseQuery('35!=8'), '35', '8')).toEqual([]);
  });

  test('in the decoded message are the fields asked for', () => {
    expect(isFieldHit(parseQuery('39=2 desk'), { tag: '39', value: '2' })).toBe(true);
    expect(isFieldHit(parseQuery('39=2 desk'), { tag: '150', value: '2' })).toBe(false);
    expect(isFieldHit(parseQuery('39=2 desk'), { tag: '49', value: 'DESK' })).toBe(true);
  });
});
