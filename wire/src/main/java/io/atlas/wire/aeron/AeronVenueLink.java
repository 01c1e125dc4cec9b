package io.atlas.wire.aeron;

import io.aeron.Aeron;
import io.atlas.domain.Instruction;
import io.atlas.wire.link.VenueLink;

/** The OMS's end of the venue link. Thread: the OMS agent. Frames: {@code wire/doc/venue-link.md}. */
public final class AeronVenueLink implements VenueLink {
    private static final int POLL_LIMIT = 64;

    private final FrameCounts counts = new FrameCounts();
    private final LinkEncoder encoder;
    private final Outbox outbox;
    private final Inbox<LinkMessage> inbox;

    /**
     * Adds both streams to the client, which stays the caller's; waits for the driver to do so.
     *
     * @param worldId frames of other worlds are dropped
     */
    public AeronVenueLink(Aeron aeron, AeronStream toVenue, AeronStream toOms, long worldId) {
        this(AeronClient.of(aeron), toVenue, toOms, worldId);
    }

    /** The same on a client that connects again by itself. */
    public AeronVenueLink(AeronClient aeron, AeronStream toVenue, AeronStream toOms, long worldId) {
        encoder = new LinkEncoder(worldId);
        outbox = new Outbox(aeron, toVenue);
        inbox = new Inbox<>(aeron, toOms, new LinkDecoder(worldId, counts));
    }

    @Override
    public boolean open(int partition) {
        return outbox.offer(encoder.buffer(), encoder.open(partition));
    }

    @Override
    public boolean instruct(long previous, Instruction instruction) {
        return outbox.offer(encoder.buffer(), encoder.instruct(previous, instruction));
    }

    @Override
    public int poll(Listener listener) {
        return inbox.poll(message -> hand(listener, message), POLL_LIMIT);
    }

    private void hand(Listener listener, LinkMessage message) {
        if (message instanceof LinkMessage.Resume resume) {
            listener.onResume(resume.partition(), resume.lastApplied());
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
