package io.atlas.testkit;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.RecordCodec;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayList;
import java.util.List;

/** Records the valid records of one partition as they come, EPOCH_STARTs included. Thread: one. */
public final class LogTail<T> implements AutoCloseable {
    private final ValidReader<T> reader;
    private final List<Entry<T>> entries = new ArrayList<>();

    public LogTail(CommandLog log, String topic, int partition, RecordCodec<T> codec) {
        reader = new ValidReader<>(log, topic, partition, codec);
    }

    /** Everything so far, in order. */
    public List<Entry<T>> entries() {
        while (reader.poll(entries::add, Integer.MAX_VALUE) > 0) {
            continue;
        }
        return List.copyOf(entries);
    }

    /** The bodies of that kind so far. */
    public <B extends T> List<B> bodies(Class<B> kind) {
        return entries().stream()
                .map(Entry::body)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void close() {
        reader.close();
    }
}
