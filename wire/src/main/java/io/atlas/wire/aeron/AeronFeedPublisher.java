package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.atlas.wire.feed.FeedFrame;
import io.atlas.wire.feed.FeedPublisher;

/**
 * The sending end of the feed. A receiver that is slow, stopped or dead never holds it up: the fastest receiver sets the pace,
 * and what does not go out at once is dropped. Thread: the agent that publishes. Frames: {@code wire/doc/feed.md}.
 */
public final class AeronFeedPublisher implements FeedPublisher {
    private final FrameCounts counts = new FrameCounts();
    private final FeedEncoder encoder;
    private final Outbox incremental;
    private final Outbox snapshot;

    /** Adds both channels to the client, which stays the caller's; waits for the driver to do so. */
    public AeronFeedPublisher(Aeron aeron, FeedAddress address, long worldId) {
        this(AeronClient.of(aeron), address, worldId);
    }

    /** The same on a client that connects again by itself. */
    public AeronFeedPublisher(AeronClient aeron, FeedAddress address, long worldId) {
        encoder = new FeedEncoder(worldId);
        incremental = new Outbox(aeron, address.incrementalOut());
        snapshot = new Outbox(aeron, address.snapshotOut());
    }

    @Override
    public boolean publish(FeedFrame frame) {
        Outbox outbox = frame instanceof FeedFrame.Snapshot ? snapshot : incremental;
        // Nobody pays for bytes that nobody will receive.
        boolean sent = outbox.connected() && outbox.offer(encoder.buffer(), encoder.encode(frame));
        if (!sent) {
            counts.countUnsent();
        }
        return sent;
    }

    /** Whether anybody listens on both channels. */
    public boolean connected() {
        return incremental.connected() && snapshot.connected();
    }

    public FrameCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        incremental.close();
        snapshot.close();
    }
}
