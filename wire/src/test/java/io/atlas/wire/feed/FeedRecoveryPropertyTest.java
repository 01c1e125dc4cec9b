package io.atlas.wire.feed;

import static io.atlas.wire.feed.FeedScript.heartbeat;
import static io.atlas.wire.feed.FeedScript.snapshot;
import static io.atlas.wire.feed.FeedScript.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is lost, doubled or reordered: a live book is right, updates come without a hole, and in the end it is up to date. */
class FeedRecoveryPropertyTest {
    private static final long MS = 1_000_000L;

    @Property(tries = 300)
    void aLiveBookIsAlwaysTheRightOne(@ForAll long seed) {
        Random random = new Random(seed);
        int loss = random.nextInt(30);
        int mixing = random.nextInt(60);
        FeedScript feed = new FeedScript();
        List<FeedFrame> underWay = new ArrayList<>();
        long seq = 0;
        for (int i = 0; i < 400; i++) {
            int what = random.nextInt(10);
            if (what < 7) {
                seq++;
            }
            send(what < 7 ? update(seq) : what < 9 ? snapshot(seq) : heartbeat(seq), underWay, random, loss);
            if (random.nextInt(100) >= mixing) {
                feed.hears(underWay.toArray(FeedFrame[]::new));
                underWay.clear();
            }
            feed.waits(random.nextInt(10) * MS);
            check(feed, seq);
        }
        feed.hears(underWay.toArray(FeedFrame[]::new));
        feed.hears(heartbeat(seq), snapshot(seq));
        assertThat(feed.book().state()).isEqualTo(FeedBook.State.LIVE);
        assertThat(feed.book().seq()).isEqualTo(seq);
        check(feed, seq);
    }

    private static void send(FeedFrame frame, List<FeedFrame> underWay, Random random, int loss) {
        int copies = random.nextInt(100) < loss ? 0 : random.nextInt(100) < loss ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            underWay.add(random.nextInt(underWay.size() + 1), frame);
        }
    }

    private static void check(FeedScript feed, long latest) {
        if (feed.book() == null) {
            return;
        }
        long at = 0;
        for (String word : feed.told()) {
            if (word.contains("@")) {
                at = Long.parseLong(word.substring(word.indexOf('@') + 1));
            } else {
                long next = Long.parseLong(word);
                assertThat(at == 0 || next == at + 1)
                        .as("%s after %d", word, at)
                        .isTrue();
                at = next;
            }
        }
        if (feed.book().state() == FeedBook.State.LIVE) {
            assertThat(feed.book().seq()).isLessThanOrEqualTo(latest);
            assertThat(feed.bids())
                    .isEqualTo(
                            LongStream.rangeClosed(1, feed.book().seq()).boxed().toList());
        }
    }
}
