package io.atlas.wire.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atlas.wire.log.Chain;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A fold that counts: its rows are the numbers it was told, its input is {@code orders.commands/0}. */
final class SnapshotRig {
    static final SnapshotId ID = new SnapshotId("counter", 0, 3, Chain.hash(new byte[] {7}));
    private static final int PARTITIONS = 1;

    final InMemoryLog store;
    final CommandLog log;
    SnapshotReader reader;
    SnapshotWriter writer;

    SnapshotRig() {
        this(new InMemoryLog(PARTITIONS));
    }

    private SnapshotRig(InMemoryLog store) {
        this.store = store;
        this.log = store.client("fold");
    }

    /** The same log with other records in its snapshots: null takes one away. */
    SnapshotRig tampered(UnaryOperator<LogRecord> change) {
        return copied(Topics.SNAPSHOTS, change);
    }

    /** The same log with other records in that topic. */
    SnapshotRig copied(String changed, UnaryOperator<LogRecord> change) {
        SnapshotRig copy = new SnapshotRig();
        for (String topic : List.of(Topics.COMMANDS, Topics.SNAPSHOTS)) {
            for (LogRecord record : store.records(topic, 0)) {
                LogRecord now = topic.equals(changed) ? change.apply(record) : record;
                if (now != null) {
                    String key = now.key() == null ? null : new String(now.key(), UTF_8);
                    copy.log.append(topic, 0, key, now.value(), null, CommandLog.Outcome.IGNORED);
                }
            }
        }
        return copy;
    }

    /** One more record in the input. */
    SnapshotRig input(String text) {
        log.append(Topics.COMMANDS, 0, null, text.getBytes(UTF_8), null, CommandLog.Outcome.IGNORED);
        return this;
    }

    /** How the fold stands after all inputs so far. */
    FoldState state() {
        List<LogRecord> records = store.records(Topics.COMMANDS, 0);
        if (records.isEmpty()) {
            return FoldState.START;
        }
        Chain chain = new Chain();
        records.forEach(record -> chain.add(record.value()));
        byte[] last = records.get(records.size() - 1).value();
        return new FoldState(records.size() - 1, 0, records.size(), 1, chain.hex(), Chain.hash(last));
    }

    /** Looks for a snapshot to the end; null if there is none to use. */
    Snapshot search() {
        return search(ID);
    }

    Snapshot search(SnapshotId id) {
        reader = new SnapshotReader(log, id);
        for (long now = 0; !reader.done(); now += 10_000_000L) {
            log.poll();
            reader.doWork(now);
        }
        writer = new SnapshotWriter(log, id, reader);
        reader.close();
        return reader.resultOrNull();
    }

    SnapshotImage image(int rows, String... segments) {
        List<SnapshotImage.Segment> pieces = new ArrayList<>();
        for (String segment : segments) {
            pieces.add(new SnapshotImage.Segment(segment, () -> numbers("old", 3)));
        }
        SnapshotImage.Input commands = new SnapshotImage.Input(Topics.COMMANDS, 0, state());
        SnapshotImage.Input events = new SnapshotImage.Input(Topics.EVENTS, 0, FoldState.START);
        return new SnapshotImage(List.of(commands, events), pieces, numbers("now", rows));
    }

    static RowSource numbers(String kind, int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return RowSource.of(numbers, (out, i) -> out.start(kind)
                .number("n", i)
                .text("pad", "x".repeat(100))
                .end());
    }

    /** Steps the writer until it has written, or given up. */
    void write(SnapshotImage image) {
        writer.begin(image);
        for (int i = 0; writer.busy() && i < 1_000_000; i++) {
            log.poll();
            writer.doWork();
        }
        log.poll();
    }

    /** Every row of a snapshot in words. */
    static List<String> rows(Snapshot snapshot) {
        List<String> rows = new ArrayList<>();
        while (!snapshot.done()) {
            snapshot.read(
                    row -> rows.add((row.segmentOrNull() == null ? "" : row.segmentOrNull() + ":") + row.kind() + " "
                            + row.number("n")),
                    7);
        }
        return rows;
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (LogRecord record : store.records(Topics.SNAPSHOTS, 0)) {
            keys.add((record.value().length == 0 ? "-" : "") + new String(record.key(), UTF_8));
        }
        return keys;
    }
}
