package io.atlas.wire.log;

import java.util.function.Consumer;

/** Reads a partition that somebody else owns: hands over its valid records, EPOCH_START included, in order. */
public final class ValidReader<T> implements AutoCloseable {
    private final LogReader reader;
    private final RecordCodec<T> codec;
    private final PartitionFold fold;

    /** Reads from the first record on. */
    public ValidReader(CommandLog log, String topic, int partition, RecordCodec<T> codec) {
        this(log, topic, partition, codec, FoldState.START);
    }

    /** Reads what comes after that state's position. */
    public ValidReader(CommandLog log, String topic, int partition, RecordCodec<T> codec, FoldState from) {
        this.reader = log.reader(topic, partition, from.position() + 1);
        this.codec = codec;
        this.fold = new PartitionFold(from);
    }

    /** Hands over what has arrived, looking at no more than {@code limit} records; returns how many it looked at. */
    public int poll(Consumer<Entry<T>> handler, int limit) {
        return reader.poll(
                record -> {
                    if (fold.accept(record, codec.header(record.value()))) {
                        handler.accept(codec.decode(record));
                    }
                },
                limit);
    }

    /** The offset of the last record looked at, valid or not; -1 before the first. */
    public long position() {
        return fold.position();
    }

    /** How far it has read, for a reader that goes on from here. */
    public FoldState state() {
        return fold.state();
    }

    /** The chain over the valid records, in hex. */
    public String chain() {
        return fold.chain();
    }

    public long inertCount() {
        return fold.inertCount();
    }

    @Override
    public void close() {
        reader.close();
    }
}
