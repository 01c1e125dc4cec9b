package io.atlas.wire.log;

/**
 * Tells valid records from inert ones. A record is valid iff its epoch is the current one and its seq the last valid one
 * plus 1; an EPOCH_START is valid iff it follows the current epoch. Everything else — a zombie's late writes, or what
 * follows a hole — does nothing and is counted.
 */
public final class EpochFold {
    private long epoch;
    private long seq;
    private long inert;

    /** Nothing has been read. */
    public EpochFold() {
        this(-1, 0, 0);
    }

    /** So much has been read: the current epoch (-1 before the first), its last valid seq, and the count of inert records. */
    public EpochFold(long epoch, long seq, long inert) {
        this.epoch = epoch;
        this.seq = seq;
        this.inert = inert;
    }

    /** Whether the record at that offset is valid; if so it is now the last valid one. */
    public boolean accept(long offset, RecordCodec.Header header) {
        if (header.epochStart()) {
            if (header.followsEpoch() == epoch) {
                epoch = offset;
                seq = 0;
                return true;
            }
        } else if (header.epoch() == epoch && epoch >= 0 && header.seq() == seq + 1) {
            seq++;
            return true;
        }
        inert++;
        return false;
    }

    /** The current epoch, -1 before the first. */
    public long epoch() {
        return epoch;
    }

    /** The last valid seq of the current epoch. */
    public long seq() {
        return seq;
    }

    /** How many records did nothing. */
    public long inertCount() {
        return inert;
    }
}
