package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.atlas.wire.feed.FeedFrameHandler;
import io.atlas.wire.feed.FeedSource;

/**
 * The receiving end of the feed. It is not tethered: one that stops polling is cut off after a second and taken in again when it
 * goes on, with a gap. Thread: the agent that polls. Frames: {@code wire/doc/feed.md}.
 */
public final class AeronFeedSource implements FeedSource {
    private static final int POLL_LIMIT = 256;

    private final FrameCounts counts = new FrameCounts();
    private final Inbox<FeedDecoder.Received> incremental;
    private final Inbox<FeedDecoder.Received> snapshot;

    /** Adds both channels to the client, which stays the caller's; waits for the driver to do so. */
    public AeronFeedSource(Aeron aeron, FeedAddress address) {
        this(AeronClient.of(aeron), address);
    }

    /** The same on a client that connects again by itself. */
    public AeronFeedSource(AeronClient aeron, FeedAddress address) {
        incremental = new Inbox<>(aeron, untethered(address.incrementalIn()), new FeedDecoder(counts));
        snapshot = new Inbox<>(aeron, untethered(address.snapshotIn()), new FeedDecoder(counts));
    }

    private static AeronStream untethered(AeronStream stream) {
        return AeronMarketPublisher.patient(stream)
                .orElse(CommonContext.TETHER_PARAM_NAME, "false")
                .orElse(CommonContext.REJOIN_PARAM_NAME, "true");
    }

    @Override
    public int poll(FeedFrameHandler handler) {
        if (!incremental.connected()) {
            // A book from before the first update that can be heard would only show a gap.
            return snapshot.poll(tooEarly -> {}, POLL_LIMIT);
        }
        int updates = poll(incremental, handler);
        // Snapshots must not overtake updates that have arrived: they would look like a gap.
        return updates < POLL_LIMIT ? updates + poll(snapshot, handler) : updates;
    }

    private static int poll(Inbox<FeedDecoder.Received> inbox, FeedFrameHandler handler) {
        return inbox.poll(received -> handler.onFrame(received.worldId(), received.frame()), POLL_LIMIT);
    }

    /** Whether a publisher is there. */
    public boolean connected() {
        return incremental.connected() && snapshot.connected();
    }

    /** What was dropped; foreign frames are handed over and not counted here. */
    public FrameCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        incremental.close();
        snapshot.close();
    }
}
