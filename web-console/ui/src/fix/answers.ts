import type { FixItem } from '../wire/types';
import type { Line } from './fixLog';
import { rawField } from './rawFix';

/** Answers come soon; further away than this is another day's. */
const FAR = 5_000;
const ANSWERS = new Set(['8', '9', '3', 'j', 'r', '0', 'AQ', 'BG', 'Y', 'y', 'BF']);

/**
 * The message that belongs to this one on the other side of the session: for a request its first answer, for an
 * answer its request. By ClOrdID(11), else by RefSeqNum(45) of a reject, else by TestReqID(112).
 * @param lines oldest first
 * @param at where the message stands in them
 */
export function counterpart(lines: readonly Line[], at: number): FixItem | undefined {
  const message = messageAt(lines, at);
  if (message === undefined) return undefined;
  const answer = isAnswer(message);
  const way = answer ? -1 : 1;
  for (let i = at + way, left = FAR; i >= 0 && i < lines.length && left > 0; i += way, left--) {
    const found = messageAt(lines, i);
    if (found && (answer ? belongs(found, message) : belongs(message, found))) return found;
  }
  return undefined;
}

/** True for what answers a request of the other side, by its type. */
export function isAnswer(message: FixItem): boolean {
  return ANSWERS.has(message.type);
}

function messageAt(lines: readonly Line[], i: number): FixItem | undefined {
  const line = lines[i];
  return line?.kind === 'message' ? line.message : undefined;
}

function belongs(request: FixItem, answer: FixItem): boolean {
  if (request.session !== answer.session || request.dir === answer.dir || isAnswer(request)) return false;
  if (answer.type === '3' || answer.type === 'j') return rawField(answer.raw, 45) === String(request.seq);
  if (request.clOrdId !== undefined) return request.clOrdId === answer.clOrdId;
  const testReqId = request.type === '1' ? rawField(request.raw, 112) : undefined;
  return testReqId !== undefined && answer.type === '0' && rawField(answer.raw, 112) === testReqId;
}

/** The NewOrderSingle that began this order, if it is among the lines. */
export function newOrderOf(lines: readonly Line[], orderKey: string): FixItem | undefined {
  const line = lines.findLast(
    (each) => each.kind === 'message' && each.message.type === 'D' && each.message.clOrdId === orderKey,
  );
  return line?.kind === 'message' ? line.message : undefined;
}
