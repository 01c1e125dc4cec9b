package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.exceptions.AeronException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving end of a stream: decodes inside Aeron's callback and hands over after it. */
final class Inbox<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final AeronClient client;
    private final AeronStream stream;
    private final FrameDecoder<T> decoder;
    private Subscription subscription;
    private FragmentAssembler assembler;
    /**
     * Received and not handed over. Not handed over at once, because Aeron gives what a callback throws to the client's error
     * handler: a broken invariant of the listener would be logged and survived. Never holds more than one poll's limit.
     */
    private final Queue<T> received = new ArrayDeque<>();

    Inbox(AeronClient client, AeronStream stream, FrameDecoder<T> decoder) {
        this.client = client;
        this.stream = stream;
        this.decoder = decoder;
        subscribe(client.aeron());
    }

    private void subscribe(Aeron aeron) {
        // Half a message of a sender of before has no other half.
        assembler = new FragmentAssembler((buffer, offset, length, header) -> {
            T message = decoder.decodeOrNull(buffer, offset, length);
            if (message != null) {
                received.add(message);
            }
        });
        subscription = aeron.addSubscription(
                stream.channel(), stream.streamId(), image -> log("found", image), image -> log("lost", image));
    }

    /** After the client has died; nothing can have arrived on the new one yet. */
    private void makeAnew() {
        Aeron aeron = client.livingOrNull();
        if (aeron != null) {
            try {
                subscribe(aeron);
            } catch (AeronException diedAgain) {
                LOG.warn("stream {}: {}", stream.streamId(), diedAgain.getMessage());
            }
        }
    }

    private static void log(String what, Image image) {
        LOG.info(
                "stream {}: {} sender {} ({})",
                image.subscription().streamId(),
                what,
                image.sessionId(),
                image.sourceIdentity());
    }

    /**
     * Hands over what has arrived, at most {@code limit}; returns how much. What the handler throws goes to the caller.
     *
     * @throws IllegalStateException if the Aeron client is closed for good
     */
    int poll(Consumer<T> handler, int limit) {
        if (subscription.isClosed()) {
            makeAnew();
        } else {
            subscription.poll(assembler, limit - received.size());
        }
        int handedOver = 0;
        while (handedOver < limit && !received.isEmpty()) {
            handler.accept(received.remove());
            handedOver++;
        }
        return handedOver;
    }

    boolean connected() {
        return subscription.isConnected();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
