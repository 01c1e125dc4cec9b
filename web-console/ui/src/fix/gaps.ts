import type { FixItem } from '../wire/types';
import { rawField } from './rawFix';

export interface Gap {
  readonly session: string;
  readonly dir: 'IN' | 'OUT';
  readonly expected: number;
  readonly got: number;
}

/**
 * Watches MsgSeqNum(34) of each session and direction. The first message seen of a stream sets the expectation;
 * after a gap the stream goes on from what came, as it does on the wire while the missing part is resent.
 */
export class GapWatch {
  private readonly next = new Map<string, number>();

  /** The gap this message reveals, or undefined. */
  see(message: FixItem): Gap | undefined {
    const got = Number(message.seq);
    if (!Number.isSafeInteger(got) || got < 1) return undefined;
    const stream = `${message.dir} ${message.session}`;
    const expected = this.next.get(stream);
    // A resent message repeats an old number; it neither makes nor mends a gap here.
    if (message.possDup && expected !== undefined && got < expected) {
      this.next.set(stream, Math.max(expected, newSeqNo(message)));
      return undefined;
    }
    // SequenceReset in reset mode (123 not Y) and a Logon that resets (141=Y) begin a new numbering.
    if (isReset(message)) {
      this.next.set(stream, Math.max(newSeqNo(message), message.type === '4' ? 1 : got + 1));
      return undefined;
    }
    this.next.set(stream, Math.max(got + 1, newSeqNo(message)));
    return expected === undefined || got === expected
      ? undefined
      : { session: message.session, dir: message.dir, expected, got };
  }

  /** Forgets all streams: what comes next was not necessarily preceded by what was seen last. */
  clear(): void {
    this.next.clear();
  }
}

function isReset(message: FixItem): boolean {
  if (message.type === '4') return rawField(message.raw, 123) !== 'Y';
  return message.type === 'A' && rawField(message.raw, 141) === 'Y';
}

/** NewSeqNo(36) of a SequenceReset, 0 for all other messages. */
function newSeqNo(message: FixItem): number {
  return message.type === '4' ? Number(rawField(message.raw, 36) ?? 0) || 0 : 0;
}
