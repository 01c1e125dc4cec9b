import { SOH } from './rawFix';

/**
 * FIX messages in any text: a log with its own prefixes, a mail, a line of this page. Between fields may stand SOH,
 * `|`, `^A` or the escapes of other logs; what comes out has SOH.
 */
const SEPARATOR = String.raw`(?:${SOH}|\||\^A)`;
const MESSAGE = new RegExp(String.raw`8=FIX[^\n]*?${SEPARATOR}\s?10=\d{3}${SEPARATOR}?`, 'g');

/** At most this many are taken out of one text. */
export const MOST_PASTED = 500;

export function messagesIn(text: string): string[] {
  const plain = text.replaceAll(/\\u0001|\\x01|<SOH>|␁/g, SOH);
  const found = plain.match(MESSAGE) ?? [];
  if (found.length > 0) return found.slice(0, MOST_PASTED).map(withSoh);
  // Not whole, but perhaps a part worth decoding: `35=D|11=x`.
  return /\d+=/.test(plain) ? [withSoh(plain.trim())] : [];
}

/** A `|` inside a value stays where SOH already does the separating. */
function withSoh(message: string): string {
  return message.includes(SOH) ? message : message.replaceAll(/\||\^A/g, SOH);
}
