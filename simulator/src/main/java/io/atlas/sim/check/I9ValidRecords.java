package io.atlas.sim.check;

import io.atlas.domain.LogPosition;
import java.util.HashMap;
import java.util.Map;

/**
 * I9 of one partition: valid records have gap-free seqs within an epoch, epochs rise; and behind that, what the rule is for:
 * only the owner that an epoch names writes in it, and it never uses a seq twice.
 */
final class I9ValidRecords extends Checker {
    private final Map<Long, String> ownerOfEpoch = new HashMap<>();
    private long epoch = -1;
    private long lastSeq;

    I9ValidRecords() {
        super("I9");
    }

    /** An instance that starts over within its life goes on under its name with a number. */
    private static boolean writes(String writer, String owner) {
        return owner.equals(writer) || owner.startsWith(writer + "~");
    }

    /** An EPOCH_START was read: whether it is valid. */
    boolean epochStart(LogPosition position, long follows, String owner, String writer) {
        at(position);
        check(writes(writer, owner), "EPOCH_START of %s was written by %s", owner, writer);
        if (follows != epoch) {
            return false;
        }
        check(position.offset() > epoch, "epoch %d after epoch %d", position.offset(), epoch);
        epoch = position.offset();
        lastSeq = 0;
        ownerOfEpoch.put(epoch, owner);
        return true;
    }

    /** Another record was read: whether it is valid. */
    boolean record(LogPosition position, long itsEpoch, long seq, String writer) {
        at(position);
        String owner = ownerOfEpoch.get(itsEpoch);
        check(
                owner != null && writes(writer, owner),
                "a record of epoch %d, owned by %s, was written by %s",
                itsEpoch,
                owner,
                writer);
        if (itsEpoch != epoch) {
            return false;
        }
        check(seq > lastSeq, "seq %d of epoch %d again, after %d", seq, epoch, lastSeq);
        if (seq != lastSeq + 1) {
            return false;
        }
        lastSeq = seq;
        return true;
    }
}
