package io.atlas.wire.feed;

import static io.atlas.wire.feed.FeedScript.EPOCH;
import static io.atlas.wire.feed.FeedScript.SYMBOL;
import static io.atlas.wire.feed.FeedScript.WORLD;
import static io.atlas.wire.feed.FeedScript.bid;
import static io.atlas.wire.feed.FeedScript.heartbeat;
import static io.atlas.wire.feed.FeedScript.snapshot;
import static io.atlas.wire.feed.FeedScript.trade;
import static io.atlas.wire.feed.FeedScript.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.Side;
import io.atlas.wire.feed.FeedFrame.Increment;
import io.atlas.wire.feed.FeedFrame.Snapshot;
import io.atlas.wire.market.BookUpdate.LevelChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedSubscriberTest {
    private static final long MS = 1_000_000L;

    private final FeedScript feed = new FeedScript();

    @Test
    void aLateJoinerKeepsUpdatesUntilASnapshotAndGoesOnFromThere() {
        feed.hears(update(4), update(5), update(6));
        assertThat(feed.told()).isEmpty();
        assertThat(feed.book().state()).isEqualTo(FeedBook.State.AWAITING);

        feed.hears(snapshot(5));
        assertThat(feed.told()).containsExactly("LIVE@5", "6");
        assertThat(feed.bids()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(feed.subscriber.gaps()).isZero();
    }

    @Test
    void aSnapshotFromBeforeTheFirstUpdateHeardIsNotEnough() {
        feed.hears(update(4), snapshot(2));
        assertThat(feed.book().state()).isEqualTo(FeedBook.State.AWAITING);
        feed.hears(snapshot(3));
        assertThat(feed.told()).containsExactly("LIVE@3", "4");
    }

    @Test
    void aSnapshotFromBeforeWhatAHeartbeatKnowsIsNotEnough() {
        feed.hears(heartbeat(4), snapshot(3));
        assertThat(feed.book().state()).isEqualTo(FeedBook.State.AWAITING);
        feed.hears(snapshot(4));
        assertThat(feed.told()).containsExactly("LIVE@4");
    }

    @Test
    void aMissingUpdateIsAGapThatASnapshotMends() {
        feed.hears(snapshot(1), update(2), update(4), update(5));
        assertThat(feed.told()).containsExactly("LIVE@1", "2", "AWAITING@2");
        assertThat(feed.subscriber.gaps()).isEqualTo(1);

        feed.hears(snapshot(3));
        assertThat(feed.told()).containsExactly("LIVE@3", "4", "5");
        assertThat(feed.bids()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(feed.subscriber.gaps()).isEqualTo(1);
    }

    @Test
    void aMissingUpdateThatComesLateMendsItToo() {
        feed.hears(snapshot(1), update(3), update(4));
        assertThat(feed.told()).containsExactly("LIVE@1", "AWAITING@1");
        feed.hears(update(2));
        assertThat(feed.told()).containsExactly("LIVE@1", "2", "3", "4");
    }

    @Test
    void twoHolesNeedASnapshotBeyondBoth() {
        feed.hears(snapshot(1), update(3), update(5), update(2));
        assertThat(feed.book().state()).isEqualTo(FeedBook.State.AWAITING);
        feed.hears(snapshot(3));
        assertThat(feed.book().state()).isEqualTo(FeedBook.State.AWAITING);
        feed.told();
        feed.hears(snapshot(4));
        assertThat(feed.told()).containsExactly("LIVE@4", "5");
    }

    @Test
    void doubledUpdatesAreTakenOnce() {
        feed.hears(snapshot(1), update(2), update(2), update(1), update(3), update(2));
        assertThat(feed.told()).containsExactly("LIVE@1", "2", "3");
    }

    @Test
    void aHeartbeatShowsThatTheLastUpdateWasLost() {
        feed.hears(snapshot(1), heartbeat(2));
        assertThat(feed.told()).containsExactly("LIVE@1", "AWAITING@1");
        assertThat(feed.subscriber.gaps()).isEqualTo(1);
        feed.hears(snapshot(2));
        assertThat(feed.told()).containsExactly("LIVE@2");
    }

    @Test
    void aSnapshotThatOvertookItsUpdatesChangesNothing() {
        feed.hears(snapshot(1), snapshot(3), update(2), update(3));
        assertThat(feed.told()).containsExactly("LIVE@1", "2", "3");
        assertThat(feed.subscriber.gaps()).isZero();
    }

    @Test
    void aSecondSnapshotAheadShowsThatUpdatesWereLost() {
        feed.hears(snapshot(1), snapshot(3));
        feed.waits(19 * MS);
        feed.hears(snapshot(3));
        assertThat(feed.told()).containsExactly("LIVE@1");
        feed.waits(MS);
        feed.hears(snapshot(3));
        assertThat(feed.told()).containsExactly("LIVE@3");
        assertThat(feed.subscriber.gaps()).isEqualTo(1);
    }

    @Test
    void aBookOfWhichNothingIsHeardForTwoSecondsIsStaleAndLiveAgainWithTheNextWord() {
        feed.hears(snapshot(1));
        feed.waits(1_999 * MS);
        assertThat(feed.told()).containsExactly("LIVE@1");
        feed.waits(MS);
        assertThat(feed.told()).containsExactly("STALE@1");
        feed.hears(heartbeat(1));
        assertThat(feed.told()).containsExactly("LIVE@1");
        feed.waits(1_999 * MS);
        feed.hears(snapshot(1));
        feed.waits(1_999 * MS);
        feed.hears(update(2));
        feed.waits(1_999 * MS);
        assertThat(feed.told()).containsExactly("2");
        feed.waits(MS);
        feed.hears(update(3));
        assertThat(feed.told()).containsExactly("STALE@2", "LIVE@2", "3");
    }

    @Test
    void aStaleBookThatHasMissedSomethingWaitsForASnapshot() {
        feed.hears(snapshot(1));
        feed.waits(2_000 * MS);
        feed.hears(update(3));
        assertThat(feed.told()).containsExactly("LIVE@1", "STALE@1", "AWAITING@1");
        feed.hears(snapshot(3));
        assertThat(feed.told()).containsExactly("LIVE@3");
    }

    @Test
    void aNewEpochBeginsAnewAndTheOldOneIsOver() {
        feed.hears(snapshot(7));
        feed.hears(update(EPOCH + 1, 1), update(8));
        assertThat(feed.told()).containsExactly("LIVE@7", "AWAITING@7");
        feed.hears(snapshot(8), snapshot(EPOCH + 1, 0));
        assertThat(feed.told()).containsExactly("LIVE@0", "1");
        assertThat(feed.bids()).containsExactly(1L);
        assertThat(feed.book().feedEpoch()).isEqualTo(EPOCH + 1);
        assertThat(feed.subscriber.gaps()).isZero();
    }

    @Test
    void anEarlierEpochIsTakenOnlyWhenTheLaterOneIsSilent() {
        feed.hears(snapshot(7));
        feed.waits(1_999 * MS);
        feed.hears(snapshot(EPOCH - 1, 3));
        assertThat(feed.told()).containsExactly("LIVE@7");
        feed.waits(MS);
        feed.hears(snapshot(EPOCH - 1, 3));
        assertThat(feed.told()).containsExactly("STALE@7", "AWAITING@7", "LIVE@3");
    }

    @Test
    void framesOfAnotherWorldAreDroppedAndCounted() {
        feed.hearsOf(WORLD + 1, snapshot(1), update(2));
        assertThat(feed.book()).isNull();
        assertThat(feed.subscriber.foreign()).isEqualTo(2);
    }

    @Test
    void anUpdateInPartsIsOneUpdateInWhateverOrderTheyCome() {
        Increment first = new Increment(SYMBOL, EPOCH, 2, 0, 2, 2, 2, List.of(bid(2)), List.of());
        Increment second = new Increment(SYMBOL, EPOCH, 2, 1, 2, 2, 2, List.of(bid(9)), List.of(trade(2)));
        feed.hears(snapshot(1), second, second);
        assertThat(feed.told()).containsExactly("LIVE@1");
        feed.hears(first, update(3));
        assertThat(feed.told()).containsExactly("2", "3");
        assertThat(feed.bids()).containsExactly(1L, 2L, 3L, 9L);
    }

    @Test
    void anUpdateOfWhichAPartIsLostIsAGap() {
        Increment first = new Increment(SYMBOL, EPOCH, 2, 0, 2, 2, 2, List.of(bid(2)), List.of());
        feed.hears(snapshot(1), first, update(3));
        assertThat(feed.told()).containsExactly("LIVE@1", "AWAITING@1");
    }

    @Test
    void aSnapshotInPartsCountsWhenAllAreThere() {
        Snapshot first = new Snapshot(SYMBOL, EPOCH, 2, 0, 2, 2, 2, List.of(bid(2)));
        Snapshot second = new Snapshot(SYMBOL, EPOCH, 2, 1, 2, 2, 2, List.of(bid(1)));
        Snapshot half = new Snapshot(SYMBOL, EPOCH, 1, 0, 2, 1, 1, List.of(bid(1)));
        feed.hears(half, second);
        assertThat(feed.told()).isEmpty();
        feed.hears(half, first);
        assertThat(feed.told()).containsExactly("LIVE@2");
        assertThat(feed.bids()).containsExactly(1L, 2L);
    }

    @Test
    void waitingTooLongForgetsWhatWasKeptAndStillRecovers() {
        for (long seq = 2; seq <= BookFollower.MOST_KEPT + 10; seq++) {
            feed.hears(update(seq));
        }
        feed.hears(snapshot(5));
        assertThat(feed.book().state()).isEqualTo(FeedBook.State.AWAITING);
        feed.hears(snapshot(BookFollower.MOST_KEPT + 9));
        assertThat(feed.told())
                .containsExactly("LIVE@" + (BookFollower.MOST_KEPT + 9), "" + (BookFollower.MOST_KEPT + 10));
    }

    @Test
    void bookShowsItsBestLevelsFirstAndForgetsThoseThatAreGone() {
        LevelChange ask = new LevelChange(Side.SELL, 12, 1);
        LevelChange betterAsk = new LevelChange(Side.SELL, 11, 2);
        feed.hears(new Snapshot(SYMBOL, EPOCH, 1, 0, 1, 1, 1, List.of(bid(8), bid(9), ask, betterAsk)));
        assertThat(feed.book().bids(1)).containsExactly(new FeedBook.Level(9, 9));
        assertThat(feed.book().asks(5)).containsExactly(new FeedBook.Level(11, 2), new FeedBook.Level(12, 1));
        assertThat(List.of(feed.book().bidPx(), feed.book().askPx())).containsExactly(9L, 11L);

        List<LevelChange> gone = List.of(new LevelChange(Side.BUY, 9, 0), new LevelChange(Side.SELL, 11, 0));
        feed.hears(new Increment(SYMBOL, EPOCH, 2, 0, 1, 2, 2, gone, List.of()));
        assertThat(List.of(feed.book().bidPx(), feed.book().askPx())).containsExactly(8L, 12L);
    }

    @Test
    void closingTheSubscriberClosesItsSource() {
        feed.subscriber.close();
        assertThat(feed.told()).containsExactly("closed");
    }
}
