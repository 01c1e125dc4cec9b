package io.atlas.launcher.replay;

import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.RecordCodec.Header;

/** I9 of one topic partition by its own means: epochs rise, seqs are gap-free, and who reads the log agrees on what is valid. */
final class NumbersCheck implements Cursor.Watcher {
    private final Check check;
    private long epoch = -1;
    private long seq;

    NumbersCheck(Check check) {
        this.check = check;
    }

    @Override
    public void looked(LogRecord raw, Header header, boolean valid) {
        boolean next;
        if (header.epochStart()) {
            next = header.followsEpoch() == epoch;
            if (next) {
                check.that(9, raw.offset() > epoch, "epoch %d after epoch %d", raw.offset(), epoch);
                epoch = raw.offset();
                seq = 0;
            }
        } else {
            check.that(
                    9,
                    header.epoch() != epoch || header.seq() > seq,
                    "seq %d of epoch %d comes again after %d",
                    header.seq(),
                    epoch,
                    seq);
            next = epoch >= 0 && header.epoch() == epoch && header.seq() == seq + 1;
            seq = next ? header.seq() : seq;
        }
        check.that(9, next == valid, "the record is %s (readers take it as %s)", word(next), word(valid));
    }

    private static String word(boolean valid) {
        return valid ? "valid" : "inert";
    }
}
