package io.atlas.wire.feed;

/** The sending end of both channels of the feed. */
public interface FeedPublisher extends AutoCloseable {
    /**
     * Sends a frame on the channel of its kind; false if it was dropped because nobody listens or there is no room. Never
     * blocks and never waits for a receiver: who misses something recovers from a snapshot.
     */
    boolean publish(FeedFrame frame);

    @Override
    void close();
}
