package io.atlas.wire.market;

import java.util.function.Consumer;

/** Both ends of the stream. */
public final class MarketStream {
    private MarketStream() {}

    /** The venue's end. */
    public interface Publisher extends AutoCloseable {
        /** Sends to whoever listens. Slow or absent listeners lose updates; the venue never waits. */
        void publish(BookUpdate update);

        @Override
        void close();
    }

    /** A listener's end. */
    public interface Subscriber extends AutoCloseable {
        /** Hands over what has arrived; returns how much. */
        int poll(Consumer<BookUpdate> handler);

        @Override
        void close();
    }
}
