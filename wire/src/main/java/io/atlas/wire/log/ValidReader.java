package io.atlas.wire.log;

import java.util.function.Consumer;

/** Reads a partition that somebody else owns: hands over its valid records, EPOCH_START included, in order. */
public final class ValidReader<T> implements AutoCloseable {
    private final LogReader reader;
    private final RecordCodec<T> codec;
    private final EpochFold fold = new EpochFold();
    private long position = -1;

    public ValidReader(CommandLog log, String topic, int partition, RecordCodec<T> codec) {
        this.reader = log.reader(topic, partition, 0);
        this.codec = codec;
    }

    /** Hands over what has arrived, looking at no more than {@code limit} records; returns how many it looked at. */
    public int poll(Consumer<Entry<T>> handler, int limit) {
        return reader.poll(
                record -> {
                    position = record.offset();
                    if (fold.accept(record.offset(), codec.header(record.value()))) {
                        handler.accept(codec.decode(record));
                    }
                },
                limit);
    }

    /** The offset of the last record looked at, valid or not; -1 before the first. */
    public long position() {
        return position;
    }

    public long inertCount() {
        return fold.inertCount();
    }

    @Override
    public void close() {
        reader.close();
    }
}
