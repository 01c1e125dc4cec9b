package io.atlas.wire.feed;

/** Told by a {@link FeedSubscriber}, inside its {@code poll}. */
public interface FeedListener {
    /** The book is live and this update has just been applied to it: {@code book.seq() == update.seq()}. */
    void onUpdate(FeedBook book, FeedUpdate update);

    /** The state has changed, or a snapshot has replaced the whole book: look at all of it again. */
    void onState(FeedBook book);
}
