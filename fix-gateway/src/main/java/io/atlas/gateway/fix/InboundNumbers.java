package io.atlas.gateway.fix;

import java.util.HashMap;
import java.util.Map;

/**
 * Which received messages are decided. A message is pending from when it is handed to the agent until the agent has decided
 * it; every other message is decided when the session has counted it. The watermark is the highest MsgSeqNum(34) up to
 * which all are decided: after a crash the session asks the client for what comes after it.
 *
 * <p>Memory: four bytes per pending message. Not safe for threads by itself.
 */
final class InboundNumbers {
    private static final int DECIDED = 0;

    /** Pending numbers as a ring, rising; DECIDED where the answer came before that of an earlier one. */
    private int[] ring = new int[256];

    private long head;
    private long tail;
    private int next;
    /** Pending under a numbering that a reset ended, with how many: their decisions must not count for the new numbers. */
    private final Map<Integer, Integer> ofEarlierNumbering = new HashMap<>();

    InboundNumbers(int next) {
        this.next = next;
    }

    /** The MsgSeqNum(34) the session expects next. */
    int next() {
        return next;
    }

    int watermark() {
        return (head == tail ? next : ring[at(head)]) - 1;
    }

    /** The message is handed to the agent. The session has not counted it yet. */
    void pending(int msgSeqNum) {
        if (tail - head == ring.length) {
            grow();
        }
        ring[at(tail++)] = msgSeqNum;
    }

    void decided(int msgSeqNum) {
        Integer earlier = ofEarlierNumbering.get(msgSeqNum);
        if (earlier != null) {
            ofEarlierNumbering.merge(msgSeqNum, -1, (a, b) -> a + b == 0 ? null : a + b);
            return;
        }
        long index = find(msgSeqNum);
        if (index < tail && ring[at(index)] == msgSeqNum) {
            ring[at(index)] = DECIDED;
        }
        while (head < tail && ring[at(head)] == DECIDED) {
            head++;
        }
    }

    /** The session expects that number now: it counted a message, or skipped a gap that the client filled. */
    void expect(int newNext) {
        next = newNext;
    }

    /** Numbers start anew at 1. */
    void reset() {
        for (long i = head; i < tail; i++) {
            if (ring[at(i)] != DECIDED) {
                ofEarlierNumbering.merge(ring[at(i)], 1, Integer::sum);
            }
        }
        head = tail;
        next = 1;
    }

    /** Pending numbers rise, and are few steps from the head as decisions mostly come in order. */
    private long find(int msgSeqNum) {
        long index = head;
        while (index < tail && ring[at(index)] != msgSeqNum) {
            index++;
        }
        return index;
    }

    private int at(long index) {
        return (int) (index & (ring.length - 1));
    }

    private void grow() {
        int[] grown = new int[ring.length * 2];
        for (long i = head; i < tail; i++) {
            grown[(int) (i & (grown.length - 1))] = ring[at(i)];
        }
        ring = grown;
    }
}
