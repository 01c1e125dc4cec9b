package io.atlas.wire.log;

import java.util.function.Consumer;

/** A cursor over one partition. Offsets rise but need not be dense. */
public interface LogReader extends AutoCloseable {
    /** Hands over at most {@code limit} records that have arrived, in order; returns how many. Never waits. */
    int poll(Consumer<LogRecord> handler, int limit);

    @Override
    void close();
}
