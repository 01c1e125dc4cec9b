package io.atlas.wire.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {
    private final SnapshotRig rig = new SnapshotRig();

    @Test
    void aLogWithoutSnapshotsIsReadFromTheBeginning() {
        assertThat(rig.search()).isNull();
    }

    @Test
    void whatWasWrittenIsReadBack() {
        rig.input("a").input("b").search();
        rig.write(rig.image(3, "s1", "s2"));

        Snapshot snapshot = rig.search();

        assertThat(snapshot.input(Topics.COMMANDS, 0)).isEqualTo(rig.state());
        assertThat(snapshot.input(Topics.EVENTS, 0)).isEqualTo(FoldState.START);
        assertThat(snapshot.input(Topics.REPORTS, 0)).isEqualTo(FoldState.START);
        assertThat(snapshot.segments()).containsExactly("s1", "s2");
        assertThat(SnapshotRig.rows(snapshot))
                .containsExactly(
                        "s1:old 0",
                        "s1:old 1",
                        "s1:old 2",
                        "s2:old 0",
                        "s2:old 1",
                        "s2:old 2",
                        "now 0",
                        "now 1",
                        "now 2");
    }

    @Test
    void anEmptyStateIsAStateToo() {
        rig.search();
        rig.write(rig.image(0));
        assertThat(SnapshotRig.rows(rig.search())).isEmpty();
    }

    @Test
    void aLargeStateIsWrittenInChunksWithinTheLimit() {
        rig.search();
        rig.write(rig.image(20_000));

        List<LogRecord> records = rig.store.records(Topics.SNAPSHOTS, 0);
        assertThat(records).hasSizeGreaterThan(8).allSatisfy(record -> assertThat(record.value().length)
                .isLessThanOrEqualTo(SnapshotWriter.MAX_CHUNK_BYTES));
        assertThat(SnapshotRig.rows(rig.search())).hasSize(20_000).endsWith("now 19999");
    }

    @Test
    void aStepWritesALittleOnly() {
        rig.search();
        rig.writer.begin(rig.image(20_000));
        int steps = 0;
        while (rig.writer.busy()) {
            rig.log.poll();
            assertThat(rig.writer.doWork()).isLessThan(20_000);
            steps++;
        }
        assertThat(steps).isGreaterThan(100);
    }

    @Test
    void theSlotsTakeTurnsAlsoAcrossAStart() {
        rig.search();
        for (int i = 0; i < 2; i++) {
            rig.write(rig.image(1));
        }
        assertThat(rig.search().number()).isEqualTo(2);
        rig.write(rig.image(1));

        assertThat(rig.search().number()).isEqualTo(3);
        assertThat(rig.keys())
                .containsExactly(
                        "-counter/0/A/manifest",
                        "counter/0/A/0",
                        "counter/0/A/manifest",
                        "-counter/0/B/manifest",
                        "counter/0/B/0",
                        "counter/0/B/manifest",
                        "-counter/0/A/manifest",
                        "counter/0/A/0",
                        "counter/0/A/manifest");
    }

    @Test
    void aSegmentIsWrittenOnceAndTakenAwayWhenNeitherSlotNeedsIt() {
        rig.search();
        rig.write(rig.image(1, "s1"));
        rig.write(rig.image(1, "s1", "s2"));
        rig.search();
        rig.write(rig.image(1, "s2"));
        assertThat(rig.keys().stream().filter(key -> key.contains("segment")))
                .containsExactly("counter/0/segment/s1/0", "counter/0/segment/s2/0");

        rig.write(rig.image(1, "s2"));
        assertThat(rig.keys().stream().filter(key -> key.contains("segment")))
                .containsExactly("counter/0/segment/s1/0", "counter/0/segment/s2/0", "-counter/0/segment/s1/0");
        assertThat(SnapshotRig.rows(rig.search())).startsWith("s2:old 0").endsWith("now 0");
    }

    @Test
    void whatOtherFoldsWriteIsNoneOfItsBusiness() {
        SnapshotId other = new SnapshotId("counter2", 0, SnapshotRig.ID.version(), SnapshotRig.ID.configHash());
        rig.search(other);
        rig.write(rig.image(5));
        assertThat(rig.search()).isNull();
        assertThat(rig.search(other)).isNotNull();
    }

    /** Two snapshots, the second over a longer input; then something happens to the topic. */
    static Stream<Arguments> damages() {
        return Stream.of(
                damage("nothing", "2", record -> record),
                damage("a chunk of the newer one is missing", "1", without("counter/0/B/0")),
                damage("a bit of a chunk of the newer one is flipped", "1", flipped("counter/0/B/0", 30)),
                damage("a bit of its manifest is flipped", "1", flipped("counter/0/B/manifest", 40)),
                damage("a digit in its manifest's last row is flipped", "1", flipped("counter/0/B/manifest", -10)),
                damage("its manifest is cut off", "1", torn("counter/0/B/manifest")),
                damage("its manifest never came", "1", without("counter/0/B/manifest")),
                damage("a chunk is cut off", "1", torn("counter/0/B/0")),
                damage("a segment of both is gone", "none", without("counter/0/segment/s1/0")),
                damage("a segment of the newer one alone is gone", "1", without("counter/0/segment/s2/0")),
                damage("a segment is another one", "1", flipped("counter/0/segment/s2/0", 50)),
                damage("both manifests are gone", "none", record -> key(record).endsWith("manifest") ? null : record),
                damage("everything is gone", "none", record -> null));
    }

    private static Arguments damage(String what, String expected, UnaryOperator<LogRecord> change) {
        return Arguments.of(what, expected, change);
    }

    private static String key(LogRecord record) {
        return new String(record.key(), UTF_8);
    }

    private static UnaryOperator<LogRecord> without(String key) {
        return record -> key(record).equals(key) ? null : record;
    }

    private static UnaryOperator<LogRecord> flipped(String key, int at) {
        return record -> {
            byte[] value = record.value().clone();
            if (key(record).equals(key) && value.length > 0) {
                value[at < 0 ? value.length + at : at] ^= 1;
            }
            return new LogRecord(record.offset(), record.key(), value, null);
        };
    }

    private static UnaryOperator<LogRecord> torn(String key) {
        return record -> {
            byte[] value = record.value();
            boolean cut = key(record).equals(key) && value.length > 0;
            return new LogRecord(
                    record.offset(), record.key(), cut ? Arrays.copyOf(value, value.length / 2) : value, null);
        };
    }

    @ParameterizedTest(name = "{0}: uses snapshot {1}")
    @MethodSource("damages")
    void onlyAWholeSnapshotIsUsed(String what, String expected, UnaryOperator<LogRecord> change) {
        rig.input("a").search();
        rig.write(rig.image(2, "s1"));
        rig.input("b");
        rig.write(rig.image(4, "s1", "s2"));

        Snapshot snapshot = rig.tampered(change).search();

        assertThat(snapshot == null ? "none" : "" + snapshot.number()).as(what).isEqualTo(expected);
        if (snapshot != null) {
            assertThat(snapshot.input(Topics.COMMANDS, 0).position()).isEqualTo(snapshot.number() - 1);
            assertThat(SnapshotRig.rows(snapshot).stream().filter(row -> row.startsWith("now")))
                    .hasSize(snapshot.number() == 1 ? 2 : 4);
        }
    }

    @Test
    void everyByteOfEveryRecordIsUnderAHash() {
        rig.input("a").search();
        rig.write(rig.image(2, "s1"));
        Set<String> used = new TreeSet<>();
        for (LogRecord victim : rig.store.records(Topics.SNAPSHOTS, 0)) {
            for (int at = 0; at < victim.value().length; at++) {
                Snapshot snapshot = rig.tampered(flipped(key(victim), at)).search();
                if (snapshot != null) {
                    used.add(key(victim) + " byte " + at);
                }
            }
        }
        assertThat(used).isEmpty();
    }

    @Test
    void anotherVersionOrConfigurationIsNotUsedAndItsSlotNumbersGoOn() {
        rig.search();
        rig.write(rig.image(1));
        SnapshotId id = SnapshotRig.ID;
        assertThat(rig.search(new SnapshotId(id.fold(), 0, id.version() + 1, id.configHash())))
                .isNull();
        assertThat(rig.search(new SnapshotId(id.fold(), 0, id.version(), "0".repeat(64))))
                .isNull();
        rig.write(rig.image(1));
        assertThat(rig.search(new SnapshotId(id.fold(), 0, id.version(), "0".repeat(64)))
                        .number())
                .isEqualTo(2);
    }

    @Test
    void aLogThatWasReplacedUnderItIsNoticed() {
        rig.input("a").input("b").search();
        rig.write(rig.image(1));
        SnapshotRig another = rig.copied(
                Topics.COMMANDS,
                record -> record.offset() == 1 ? new LogRecord(1, null, "c".getBytes(UTF_8), null) : record);
        SnapshotRig shorter = rig.copied(Topics.COMMANDS, record -> record.offset() == 1 ? null : record);
        SnapshotRig longer = rig.copied(Topics.COMMANDS, record -> record).input("c");

        assertThat(another.search()).isNull();
        assertThat(shorter.search()).isNull();
        assertThat(longer.search()).isNotNull();
    }

    @Test
    void aFailedAppendEndsTheAttemptAndTheOlderSnapshotStays() {
        rig.search();
        rig.write(rig.image(1));
        for (int failing = 0; failing < 4; failing++) {
            int victim = failing;
            int[] count = {0};
            rig.store.faults(new LogFaults() {
                @Override
                public Fate onAppend(String client, String topic, int partition) {
                    return count[0]++ == victim ? Fate.FAILS_AND_IS_LOST : Fate.LANDS;
                }
            });
            rig.search();
            rig.write(rig.image(9_000));
            rig.store.faults(LogFaults.NONE);
            assertThat(rig.writer.written()).isZero();
            assertThat(rig.writer.idle()).isTrue();
            assertThat(rig.search().number()).isEqualTo(1);
        }
        rig.write(rig.image(2));
        assertThat(rig.search().number()).isEqualTo(2);
    }

    @Test
    void aCrashAnywhereLeavesAWholeOne() {
        rig.search();
        rig.write(rig.image(1, "s1"));
        int first = rig.store.records(Topics.SNAPSHOTS, 0).size();
        rig.write(rig.image(9_000, "s2"));
        int second = rig.store.records(Topics.SNAPSHOTS, 0).size();
        List<Long> numbers = new ArrayList<>();
        for (int end = first; end <= second; end++) {
            int cut = end;
            Snapshot snapshot = rig.tampered(record -> record.offset() < cut ? record : null)
                    .search();
            numbers.add(snapshot.number());
        }
        // The last record of the second one is its manifest.
        assertThat(numbers.subList(0, numbers.size() - 1)).containsOnly(1L);
        assertThat(numbers).endsWith(2L);
    }

    @Test
    void recordsThatDoNotComeAreNotWaitedForForEver() {
        rig.input("a").search();
        rig.write(rig.image(1));
        rig.store.faults(new LogFaults() {
            @Override
            public long visibleEnd(String client, String topic, int partition, long endOffset) {
                return topic.equals(Topics.COMMANDS) ? 0 : endOffset;
            }
        });
        assertThat(rig.search()).isNull();
    }

    @Test
    void withoutTheTopicNothingIsReadOrWritten() {
        CommandLog log = new InMemoryLog().createTopic(Topics.COMMANDS, 1).client();
        SnapshotReader reader = new SnapshotReader(log, SnapshotRig.ID);
        reader.doWork(0);
        assertThat(reader.resultOrNull()).isNull();
        SnapshotWriter writer = new SnapshotWriter(log, SnapshotRig.ID, reader);
        assertThat(writer.idle()).isFalse();
        assertThat(writer.busy()).isFalse();
        assertThatThrownBy(() -> writer.begin(rig.image(1))).isInstanceOf(IllegalStateException.class);
    }
}
