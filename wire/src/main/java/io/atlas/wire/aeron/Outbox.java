package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.exceptions.AeronException;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sending end of a stream. Never blocks, except while it is made anew after its client has died. */
final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final AeronClient client;
    private final AeronStream stream;
    private ExclusivePublication publication;

    Outbox(AeronClient client, AeronStream stream) {
        this.client = client;
        this.stream = stream;
        publication = add(client.aeron());
    }

    private ExclusivePublication add(Aeron aeron) {
        return aeron.addExclusivePublication(stream.channel(), stream.streamId());
    }

    /**
     * Sends a frame; false if nobody listens, a listener is a window behind, or there is no media driver for now.
     *
     * @throws IllegalStateException if the Aeron client is closed for good
     * @throws IllegalArgumentException if the frame is longer than {@link #maxFrameLength}
     */
    boolean offer(DirectBuffer buffer, int length) {
        long result = publication.offer(buffer, 0, length);
        if (result == Publication.ADMIN_ACTION) {
            // The term was full and has been rotated; there is room now.
            result = publication.offer(buffer, 0, length);
        }
        if (result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException("cannot send on stream " + publication.streamId() + " of "
                    + publication.channel() + " any more: " + Publication.errorString(result));
        }
        if (result == Publication.CLOSED) {
            makeAnew();
        }
        return result > 0;
    }

    /** Nobody can listen to the new one yet: the frame at hand is not sent. */
    private void makeAnew() {
        Aeron aeron = client.livingOrNull();
        if (aeron != null) {
            try {
                publication = add(aeron);
            } catch (AeronException diedAgain) {
                LOG.warn("stream {}: {}", stream.streamId(), diedAgain.getMessage());
            }
        }
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
