package io.atlas.wire.log;

/**
 * The fold every reader of a topic partition keeps: which records are valid ({@link EpochFold}), the {@link Chain} over them,
 * and the position. Can start after a position with the state that belongs to it.
 *
 * <p>Thread: one.
 */
public final class PartitionFold {
    private final EpochFold epochs;
    private final Chain chain;
    private final FoldState from;
    private long position;
    private byte[] last;

    /** A fold from the first record on. */
    public PartitionFold() {
        this(FoldState.START);
    }

    /** A fold that goes on after that state; the next record must be one after its position. */
    public PartitionFold(FoldState from) {
        this.from = from;
        this.epochs = new EpochFold(from.epoch(), from.seq(), from.inert());
        this.chain = new Chain(from.chain());
        this.position = from.position();
    }

    /** Looks at the next record; whether it is valid. */
    public boolean accept(LogRecord record, RecordCodec.Header header) {
        position = record.offset();
        last = record.value();
        if (!epochs.accept(position, header)) {
            return false;
        }
        chain.add(last);
        return true;
    }

    /** The state after the last record looked at. Costs a hash: for snapshots, not for every record. */
    public FoldState state() {
        String recordHash = last == null ? from.recordHash() : Chain.hash(last);
        return new FoldState(position, epochs.epoch(), epochs.seq(), epochs.inertCount(), chain.hex(), recordHash);
    }

    /** The chain over the valid records, in hex. */
    public String chain() {
        return chain.hex();
    }

    /** The offset of the last record looked at, valid or not; -1 before the first. */
    public long position() {
        return position;
    }

    /** The current epoch, -1 before the first. */
    public long epoch() {
        return epochs.epoch();
    }

    /** The last valid seq of the current epoch. */
    public long seq() {
        return epochs.seq();
    }

    /** How many records did nothing. */
    public long inertCount() {
        return epochs.inertCount();
    }
}
