package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.atlas.wire.link.VenueDoor;

/** The venue's end of the venue link. Thread: the venue agent. Frames: {@code wire/doc/venue-link.md}. */
public final class AeronVenueDoor implements VenueDoor {
    private final FrameCounts counts = new FrameCounts();
    private final LinkEncoder encoder;
    private final Outbox outbox;
    private final Inbox<LinkMessage> inbox;

    /**
     * Adds both streams to the client, which stays the caller's; waits for the driver to do so.
     *
     * @param worldId frames of other worlds are dropped
     */
    public AeronVenueDoor(Aeron aeron, AeronStream toVenue, AeronStream toOms, long worldId) {
        this(AeronClient.of(aeron), toVenue, toOms, worldId);
    }

    /** The same on a client that connects again by itself. */
    public AeronVenueDoor(AeronClient aeron, AeronStream toVenue, AeronStream toOms, long worldId) {
        encoder = new LinkEncoder(worldId);
        outbox = new Outbox(aeron, toOms);
        inbox = new Inbox<>(aeron, toVenue, new LinkDecoder(worldId, counts));
    }

    @Override
    public boolean resume(int partition, long lastApplied) {
        return outbox.offer(encoder.buffer(), encoder.resume(partition, lastApplied));
    }

    @Override
    public int poll(Listener listener, int limit) {
        return inbox.poll(message -> hand(listener, message), limit);
    }

    private void hand(Listener listener, LinkMessage message) {
        if (message instanceof LinkMessage.Instruct instruct) {
            listener.onInstruction(instruct.previous(), instruct.instruction());
        } else if (message instanceof LinkMessage.Open open) {
            listener.onOpen(open.partition());
        } else {
            counts.countUnknown();
        }
    }

    /** Whether each end hears the other. For health reports: what is sent can be lost all the same. */
    public boolean connected() {
        return outbox.connected() && inbox.connected();
    }

    public FrameCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        outbox.close();
        inbox.close();
    }
}
