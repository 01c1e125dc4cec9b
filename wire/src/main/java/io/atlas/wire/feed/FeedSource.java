package io.atlas.wire.feed;

/** The receiving end of both channels of the feed. Frames may be lost, doubled or late; each channel may run ahead of the other. */
public interface FeedSource extends AutoCloseable {
    /** Hands over what has arrived, a bounded lot of it; returns how many frames that was. Never blocks. */
    int poll(FeedFrameHandler handler);

    @Override
    void close();
}
