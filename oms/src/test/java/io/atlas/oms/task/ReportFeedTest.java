package io.atlas.oms.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.EpochStart;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportFeedTest {
    /** Takes what fits, each record once. */
    private static final class Listener implements ReportFeed.Listener {
        private final List<Long> offsets = new ArrayList<>();
        private boolean starting;
        private int capacity = Integer.MAX_VALUE;
        private RuntimeException unreadable;

        @Override
        public boolean starting() {
            return starting;
        }

        @Override
        public boolean full() {
            return offsets.size() >= capacity;
        }

        @Override
        public void onReport(Entry<VenueRecord> entry, long nowNs) {
            if (offsets.isEmpty() || entry.offset() > offsets.get(offsets.size() - 1)) {
                offsets.add(entry.offset());
            }
        }

        @Override
        public void onUnreadable(RuntimeException why) {
            unreadable = why;
        }
    }

    private final InMemoryLog store = new InMemoryLog(1);
    private final CommandLog writer = store.client();
    private final VenueRecordCodec codec = new VenueRecordCodec();
    private final ReportFeed feed = new ReportFeed(store.client());
    private final Listener one = new Listener();
    private final Listener two = new Listener();
    private long seq;

    @Test
    void allListenersShareOneReading() {
        feed.join(one, FoldState.START);
        feed.join(two, FoldState.START);
        write(1_000);
        pollAll();

        assertThat(one.offsets).isEqualTo(upTo(1_000));
        assertThat(two.offsets).isEqualTo(upTo(1_000));
        assertThat(feed.cursorCount()).isEqualTo(1);
    }

    @Test
    void whoComesLaterReadsFromTheBeginningUntilItMeetsTheOthers() {
        feed.join(one, FoldState.START);
        write(1_500);
        pollAll();
        feed.join(two, FoldState.START);
        write(10);
        feed.poll(0);
        assertThat(feed.cursorCount()).isEqualTo(2);
        assertThat(one.offsets).as("nobody waits for it").isEqualTo(upTo(1_510));

        pollAll();
        assertThat(two.offsets).isEqualTo(upTo(1_510));
        assertThat(feed.cursorCount()).isEqualTo(1);
    }

    @Test
    void whileOneIsFullTheOthersWaitAndNothingIsReadTwice() {
        two.capacity = 512;
        feed.join(one, FoldState.START);
        feed.join(two, FoldState.START);
        write(2_000);
        pollAll();
        assertThat(one.offsets).isEqualTo(two.offsets).hasSizeLessThan(2_000);
        assertThat(feed.cursorCount()).isEqualTo(1);

        two.capacity = Integer.MAX_VALUE;
        pollAll();
        assertThat(one.offsets).isEqualTo(upTo(2_000));
        assertThat(two.offsets).isEqualTo(upTo(2_000));
    }

    @Test
    void whoStartsWaitsForWhoIsFurtherBehindAndWhoRunsDoesNot() {
        write(3_000);
        feed.join(one, FoldState.START);
        feed.poll(0);
        FoldState ahead = feed.state(one);
        assertThat(feed.position(one)).isEqualTo(ahead.position()).isEqualTo(511);
        one.starting = true;
        two.starting = true;
        feed.join(two, FoldState.START);
        feed.poll(0);
        assertThat(one.offsets).hasSize(512);
        assertThat(feed.cursorCount()).isEqualTo(1);

        Listener three = new Listener();
        feed.join(three, FoldState.START);
        two.starting = false;
        feed.poll(0);
        assertThat(one.offsets).hasSize(1_024);
        assertThat(two.offsets).hasSize(1_024);
        pollAll();
        assertThat(two.offsets).isEqualTo(upTo(3_000));
        assertThat(three.offsets).isEqualTo(upTo(3_000));
    }

    @Test
    void whoComesWithASnapshotReadsWhatComesAfterIt() {
        write(1_500);
        feed.join(one, FoldState.START);
        feed.poll(0);
        FoldState from = feed.state(one);
        feed.poll(0);
        feed.join(two, from);
        pollAll();
        assertThat(two.offsets)
                .isEqualTo(LongStream.rangeClosed(512, 1_500).boxed().toList());
        assertThat(feed.state(two)).isEqualTo(feed.state(one));
        assertThat(feed.cursorCount()).isEqualTo(1);
    }

    @Test
    void whoLeftHearsNothingMore() {
        feed.join(one, FoldState.START);
        feed.join(two, FoldState.START);
        feed.leave(two);
        write(3);
        pollAll();

        assertThat(one.offsets).hasSize(4);
        assertThat(two.offsets).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsToldToAll() {
        feed.join(one, FoldState.START);
        feed.join(two, FoldState.START);
        writer.append(Topics.REPORTS, 0, null, new byte[] {'?'}, null, CommandLog.Outcome.IGNORED);
        feed.poll(0);

        assertThat(one.unreadable).isNotNull();
        assertThat(two.unreadable).isSameAs(one.unreadable);
    }

    /** That many reports behind an EPOCH_START at offset 0. */
    private void write(int count) {
        if (seq == 0) {
            append(codec.encode(-1, 0, null, 0, new EpochStart("venue", -1, "{}")));
        }
        for (int i = 0; i < count; i++) {
            seq++;
            append(codec.encode(0, seq, null, 0, new VenueReport(seq, 0, null, List.of())));
        }
    }

    private void append(byte[] value) {
        writer.append(Topics.REPORTS, 0, null, value, null, CommandLog.Outcome.IGNORED);
    }

    private void pollAll() {
        for (int i = 0; i < 20; i++) {
            feed.poll(0);
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(0, last).boxed().toList();
    }
}
