package io.atlas.wire.feed;

/** Takes frames as they arrive, whatever world they are of. */
@FunctionalInterface
public interface FeedFrameHandler {
    /** @param worldId the world the frame says it is of */
    void onFrame(long worldId, FeedFrame frame);
}
