package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.atlas.wire.market.BookUpdate;
import io.atlas.wire.market.MarketStream;

/** The venue's end of the market stream. Thread: the venue agent. Frames: {@code wire/doc/market-stream.md}. */
public final class AeronMarketPublisher implements MarketStream.Publisher {
    /** How long a listener that has stopped may hold up the others, once it is a whole window behind; then it is cut off. */
    static final String PATIENCE = "1s";

    private final FrameCounts counts = new FrameCounts();
    private final BookEncoder encoder;
    private final Outbox outbox;

    /** Adds the stream to the client, which stays the caller's; waits for the driver to do so. */
    public AeronMarketPublisher(Aeron aeron, AeronStream stream, long worldId) {
        this(AeronClient.of(aeron), stream, worldId);
    }

    /** The same on a client that connects again by itself. */
    public AeronMarketPublisher(AeronClient aeron, AeronStream stream, long worldId) {
        encoder = new BookEncoder(worldId);
        outbox = new Outbox(aeron, patient(stream));
    }

    /** The stream with what makes Aeron cut off a stopped listener, and take it in again. */
    static AeronStream patient(AeronStream stream) {
        return stream.orElse(CommonContext.UNTETHERED_WINDOW_LIMIT_TIMEOUT_PARAM_NAME, PATIENCE)
                .orElse(CommonContext.UNTETHERED_RESTING_TIMEOUT_PARAM_NAME, PATIENCE);
    }

    /** Sends to whoever listens; what cannot be sent now is dropped and counted as {@link FrameCounts#unsent}. */
    @Override
    public void publish(BookUpdate update) {
        int length = encoder.encode(update);
        boolean sent = length > 0 && length <= outbox.maxFrameLength() && outbox.offer(encoder.buffer(), length);
        if (!sent) {
            counts.countUnsent();
        }
    }

    /** Whether anybody listens. */
    public boolean connected() {
        return outbox.connected();
    }

    public FrameCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        outbox.close();
    }
}
