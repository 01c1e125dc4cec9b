/**
 * The few things the page itself reads from a raw FIX message: its fields in wire order. Meaning, names and checks
 * come from the server (request `decode`), which holds the dictionary.
 */
/** What separates fields on the wire. */
export const SOH = '\u0001';

export interface RawField {
  readonly tag: string;
  readonly value: string;
}

/** Fields in wire order. Text without `=` keeps an empty tag, so that nothing of a broken message is hidden. */
export function rawFields(raw: string): RawField[] {
  const fields: RawField[] = [];
  for (const part of raw.split(SOH)) {
    if (part === '') continue;
    const at = part.indexOf('=');
    fields.push(at < 0 ? { tag: '', value: part } : { tag: part.slice(0, at), value: part.slice(at + 1) });
  }
  return fields;
}

/** The value of the first field with that tag. */
export function rawField(raw: string, tag: number | string): string | undefined {
  const mark = `${SOH}${tag}=`;
  const head = mark.slice(1);
  const from = raw.startsWith(head) ? head.length : raw.indexOf(mark) + mark.length;
  if (from < mark.length && !raw.startsWith(head)) return undefined;
  const to = raw.indexOf(SOH, from);
  return raw.slice(from, to < 0 ? undefined : to);
}

/** For mails and tickets, where SOH does not survive: `8=FIX.4.4|9=158|…|`. */
export function withPipes(raw: string): string {
  return raw.replaceAll(SOH, '|');
}
