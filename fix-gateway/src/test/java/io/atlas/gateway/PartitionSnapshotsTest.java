package io.atlas.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.testkit.WorldBuilder;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.SnapshotId;
import io.atlas.wire.snapshot.SnapshotImage;
import io.atlas.wire.snapshot.SnapshotReader;
import io.atlas.wire.snapshot.SnapshotWriter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When images are taken: as soon as all is folded, with events held back only if that does not come by itself. */
class PartitionSnapshotsTest implements PartitionSnapshots.Source {
    private static final long SECOND_NS = 1_000_000_000L;

    private final CommandLog log = new InMemoryLog(1).client();
    private final PartitionSnapshots snapshots = new PartitionSnapshots(0, writer(), 100, this);
    private long inputs;
    private boolean settled;
    private boolean held;
    private int images;
    private Consumer<FoldState> waiting;
    private long nowNs;

    private SnapshotWriter writer() {
        SnapshotId id = SnapshotId.of("test", 0, 1, new WorldBuilder("images").build());
        SnapshotReader reader = new SnapshotReader(log, id);
        while (!reader.done()) {
            reader.doWork(0);
        }
        return new SnapshotWriter(log, id, reader);
    }

    private void steps(long forNs) {
        for (long end = nowNs + forNs; nowNs < end; nowNs += SECOND_NS / 100) {
            log.poll();
            snapshots.doWork(nowNs);
        }
    }

    @Test
    void beforeItsTimeNothingHappens() {
        inputs = 99;
        settled = true;
        steps(SECOND_NS);
        assertThat(images).isZero();
    }

    @Test
    void anImageIsTakenAtTheFirstMomentAtWhichAllIsFolded() {
        inputs = 100;
        steps(SECOND_NS / 2);
        assertThat(images).isZero();
        settled = true;
        steps(SECOND_NS / 100);
        assertThat(images).isEqualTo(1);
        assertThat(held).isFalse();
    }

    @Test
    void ifNoSuchMomentComesEventsAreHeldUntilItDoes() {
        inputs = 100;
        steps(2 * SECOND_NS);
        assertThat(held).isTrue();
        settled = true;
        steps(SECOND_NS / 100);
        assertThat(images).isEqualTo(1);
        assertThat(held).as("after the image").isFalse();
    }

    @Test
    void nothingIsWrittenBeforeTheLedgerEntriesOfTheImageAreReadBack() {
        inputs = 100;
        settled = true;
        steps(SECOND_NS);
        assertThat(snapshots.written()).isZero();
        assertThat(images).as("one at a time").isEqualTo(1);
        waiting.accept(FoldState.START);
        steps(SECOND_NS);
        assertThat(snapshots.written()).isEqualTo(1);
        inputs = 199;
        steps(SECOND_NS);
        assertThat(images).as("the next one after as many inputs").isEqualTo(1);
    }

    @Override
    public long inputs() {
        return inputs;
    }

    @Override
    public boolean settled() {
        return settled;
    }

    @Override
    public void holdEvents(boolean hold) {
        held = hold;
    }

    @Override
    public SnapshotImage image() {
        images++;
        return new SnapshotImage(List.of(), List.of(), RowSource.all());
    }

    @Override
    public void whenWritten(Consumer<FoldState> reached) {
        waiting = reached;
    }
}
