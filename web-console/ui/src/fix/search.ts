import type { FixItem } from '../wire/types';
import { rawFields, type RawField } from './rawFix';

/**
 * What `/` understands: words separated by spaces, all of which must hold.
 * `35=8` a field with exactly that value, `58=INS*` one that begins so, `141=` any value, `39!=2` no such field;
 * anything else (`"in quotes"` with spaces) is free text in the message, case ignored.
 */
export type Term =
  | {
      readonly kind: 'field';
      readonly tag: string;
      readonly value: string;
      readonly match: 'is' | 'begins' | 'any';
      readonly not: boolean;
    }
  | { readonly kind: 'text'; readonly text: string };

/** Half-open range of characters. */
export type Range = readonly [from: number, to: number];

export function parseQuery(query: string): Term[] {
  const terms: Term[] = [];
  for (const [, quoted, word] of query.matchAll(/"([^"]*)"?|(\S+)/g)) {
    const field = /^(\d+)(!?)=(.*)$/.exec(word ?? '');
    if (field) terms.push(fieldTerm(field[1] ?? '', field[3] ?? '', field[2] === '!'));
    else if (quoted || word) terms.push({ kind: 'text', text: (quoted ?? word ?? '').toLowerCase() });
  }
  return terms;
}

function fieldTerm(tag: string, value: string, not: boolean): Term {
  if (value === '' || value === '*') return { kind: 'field', tag, value: '', match: 'any', not };
  if (value.endsWith('*')) return { kind: 'field', tag, value: value.slice(0, -1), match: 'begins', not };
  return { kind: 'field', tag, value, match: 'is', not };
}

export function matches(terms: readonly Term[], message: FixItem): boolean {
  if (terms.length === 0) return true;
  const fields = terms.some((term) => term.kind === 'field') ? rawFields(message.raw) : [];
  return terms.every((term) =>
    term.kind === 'text' ? hasText(message, term.text) : fields.some((field) => fieldHit(term, field)) !== term.not,
  );
}

function hasText(message: FixItem, text: string): boolean {
  return [message.raw, message.name, message.summary, message.session].some((part) =>
    part.toLowerCase().includes(text),
  );
}

function fieldHit(term: Term, field: RawField): boolean {
  if (term.kind !== 'field' || term.tag !== field.tag) return false;
  if (term.match === 'any') return true;
  return term.match === 'is' ? field.value === term.value : field.value.startsWith(term.value);
}

/** True if a field of a message is what the reader looked for; for the decoded message and the raw line. */
export function isFieldHit(terms: readonly Term[], field: RawField): boolean {
  return terms.some((term) =>
    term.kind === 'field' ? !term.not && fieldHit(term, field) : textIn(`${field.tag}=${field.value}`, term.text),
  );
}

function textIn(text: string, lower: string): boolean {
  return text.toLowerCase().includes(lower);
}

/** A field's value that stands alone is only marked from here on: a `2` marked all over a line says nothing. */
const SHORTEST_VALUE = 4;

/** Where a shown text holds what was looked for: ranges in order, none overlapping. */
export function hits(terms: readonly Term[], text: string): Range[] {
  const found: Range[] = [];
  const lower = text.toLowerCase();
  for (const term of terms) {
    if (term.kind === 'text') addAll(found, lower, term.text);
    else if (!term.not && term.match !== 'any') {
      addAll(found, lower, `${term.tag}=${term.value}`.toLowerCase());
      if (term.value.length >= SHORTEST_VALUE) addAll(found, lower, term.value.toLowerCase());
    }
  }
  return merged(found);
}

/** A column shows the bare value of a field, `8` for MsgType: hit only if that field was asked for. */
export function columnHits(terms: readonly Term[], tag: string, value: string): Range[] {
  const asked = terms.some((term) => !(term.kind === 'field' && term.not) && fieldHit(term, { tag, value }));
  return asked ? [[0, value.length]] : [];
}

function addAll(found: Range[], text: string, wanted: string): void {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    found.push([at, at + wanted.length]);
  }
}

function merged(ranges: Range[]): Range[] {
  const result: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
