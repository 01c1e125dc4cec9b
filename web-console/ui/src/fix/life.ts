import type { FixItem } from '../wire/types';
import type { Line } from './fixLog';
import { rawField } from './rawFix';

/** An order that rests for a day has its messages far apart; further than this is not looked. */
const FAR = 5_000;
/** Older ones are in the list itself, by a search for the ClOrdID. */
const MOST = 40;

/**
 * All that was said of the order a message is about, oldest first: what carries its ClOrdID(11), or replaces or cancels it by
 * OrigClOrdID(41). Empty for a message of no order.
 * @param lines oldest first
 * @param at where the message stands in them
 */
export function lifeOf(lines: readonly Line[], at: number): readonly FixItem[] {
  const line = lines[at];
  const message = line?.kind === 'message' ? line.message : undefined;
  if (message?.clOrdId === undefined) return [];
  const ids = new Set([message.clOrdId, rawField(message.raw, 41) ?? message.clOrdId] as string[]);
  const found: FixItem[] = [];
  for (let i = Math.min(lines.length - 1, at + FAR); i >= Math.max(0, at - FAR) && found.length < MOST; i--) {
    const each = lines[i];
    if (each?.kind === 'message' && isAbout(each.message, ids)) found.push(each.message);
  }
  return found.toReversed();
}

function isAbout(message: FixItem, ids: ReadonlySet<string>): boolean {
  if (message.clOrdId === undefined) return false;
  return ids.has(message.clOrdId) || ids.has(rawField(message.raw, 41) ?? '');
}

/** `+1.204`: milliseconds after the first, to the microsecond. */
export function sinceText(first: FixItem, message: FixItem): string {
  const micros = (BigInt(message.time) - BigInt(first.time)) / 1_000n;
  return `+${(Number(micros) / 1_000).toFixed(3)}`;
}
