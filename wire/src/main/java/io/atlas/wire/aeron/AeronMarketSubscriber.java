package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;
import java.util.function.Consumer;

/**
 * A listener's end of the market stream. It is not tethered: one that stops polling is cut off after a second and taken in
 * again, with a gap in bookSeq, when it goes on. Thread: the agent that polls. Frames: {@code wire/doc/market-stream.md}.
 */
public final class AeronMarketSubscriber implements MarketStream.Subscriber {
    private static final int POLL_LIMIT = 64;

    private final FrameCounts counts = new FrameCounts();
    private final Inbox<BookUpdate> inbox;

    /**
     * Adds the stream to the client, which stays the caller's; waits for the driver to do so.
     *
     * @param worldId frames of other worlds are dropped
     */
    public AeronMarketSubscriber(Aeron aeron, AeronStream stream, long worldId) {
        this(AeronClient.of(aeron), stream, worldId);
    }

    /** The same on a client that connects again by itself. */
    public AeronMarketSubscriber(AeronClient aeron, AeronStream stream, long worldId) {
        AeronStream untethered = AeronMarketPublisher.patient(stream)
                .orElse(CommonContext.TETHER_PARAM_NAME, "false")
                .orElse(CommonContext.REJOIN_PARAM_NAME, "true");
        inbox = new Inbox<>(aeron, untethered, new BookDecoder(worldId, counts));
    }

    @Override
    public int poll(Consumer<BookUpdate> handler) {
        return inbox.poll(handler, POLL_LIMIT);
    }

    /** Whether the venue is there. */
    public boolean connected() {
        return inbox.connected();
    }

    public FrameCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        inbox.close();
    }
}
