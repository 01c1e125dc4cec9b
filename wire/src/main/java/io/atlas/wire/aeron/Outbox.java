package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import org.agrona.DirectBuffer;

/** The sending end of a stream. Never blocks. */
final class Outbox implements AutoCloseable {
    private final ExclusivePublication publication;

    Outbox(Aeron aeron, AeronStream stream) {
        publication = aeron.addExclusivePublication(stream.channel(), stream.streamId());
    }

    /**
     * Sends a frame; false if nobody listens, or a listener is a window behind.
     *
     * @throws IllegalStateException if the Aeron client is closed
     * @throws IllegalArgumentException if the frame is longer than {@link #maxFrameLength}
     */
    boolean offer(DirectBuffer buffer, int length) {
        long result = publication.offer(buffer, 0, length);
        if (result == Publication.ADMIN_ACTION) {
            // The term was full and has been rotated; there is room now.
            result = publication.offer(buffer, 0, length);
        }
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException("cannot send on stream " + publication.streamId() + " of "
                    + publication.channel() + " any more: " + Publication.errorString(result));
        }
        return result > 0;
    }

    int maxFrameLength() {
        return publication.maxMessageLength();
    }

    boolean connected() {
        return publication.isConnected();
    }

    @Override
    public void close() {
        publication.close();
    }
}
