package io.atlas.launcher.replay;

import io.atlas.domain.LogPosition;
import io.atlas.domain.Order;
import io.atlas.domain.World;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.Moment.Cut;
import io.atlas.launcher.replay.Moment.Holding;
import io.atlas.launcher.replay.PartitionFolds.Ends;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Folds a log up to a moment. */
final class MomentRun {
    private static final long SECOND_NS = 1_000_000_000L;

    private final CommandLog log;

    MomentRun(CommandLog log) {
        this.log = log;
    }

    /**
     * The moment of a time.
     *
     * @param text an ISO-8601 instant, as {@code 2026-11-22T21:47:40.123Z}, or epoch nanoseconds
     */
    static Cut atTime(String text) {
        try {
            if (text.matches("\\d{15,19}")) {
                return new Cut(Long.parseLong(text), null);
            }
            Instant instant = Instant.parse(text);
            return new Cut(
                    Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND_NS), instant.getNano()), null);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new Refusal("--at: '%s' (expected: as 2026-11-22T21:47:40.123Z, or epoch nanoseconds)", text);
        }
    }

    /** The moment right after the record there, as {@code orders.commands/3/1288}. */
    Cut atOffset(String text) {
        LogPosition position;
        try {
            position = LogPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal("--offset: '%s' (expected: TOPIC/PARTITION/OFFSET)", text);
        }
        if (position.partition() < 0 || position.partition() >= log.partitions(position.topic())) {
            throw new Refusal("--offset: the log has no %s/%d.", position.topic(), position.partition());
        }
        LogRecord record = recordOrNull(position);
        if (record == null) {
            throw new Refusal(
                    "--offset: %s/%d has no record %d (it ends at %d).",
                    position.topic(),
                    position.partition(),
                    position.offset(),
                    log.endOffset(position.topic(), position.partition()) - 1);
        }
        long timeNs = RecordBytes.time(record.value());
        LogPosition cause = RecordBytes.causeOrNull(record.value());
        return switch (position.topic()) {
            case Topics.COMMANDS, Topics.EVENTS, Topics.REPORTS -> new Cut(timeNs, position);
            // An entry is there as soon as its cause is folded.
            case Topics.LEDGER -> new Cut(timeNs, cause);
            default -> new Cut(timeNs, null);
        };
    }

    private LogRecord recordOrNull(LogPosition position) {
        LogRecord[] found = new LogRecord[1];
        if (position.offset() < log.endOffset(position.topic(), position.partition())) {
            try (LogReader reader = log.reader(position.topic(), position.partition(), position.offset())) {
                RecordScan.toEnd(
                        reader,
                        position.offset() + 1,
                        record -> found[0] = record.offset() == position.offset() ? record : found[0]);
            }
        }
        return found[0];
    }

    /** Folds up to there. */
    Moment run(Cut cut, int threads, Stepper.Progress progress) {
        int count = log.partitions(Topics.COMMANDS);
        long[] events = ReplayRun.ends(log, Topics.EVENTS, count);
        long[] commands = ReplayRun.ends(log, Topics.COMMANDS, count);
        World world = ReplayRun.world(log, commands);
        List<MomentPartition> partitions = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            partitions.add(new MomentPartition(log, p, world, new Ends(commands[p], events[p], 0), cut));
        }
        MomentVenue venue = new MomentVenue(log, ReplayRun.end(log, Topics.REPORTS, 0), cut);
        List<Fold> folds = new ArrayList<>(partitions);
        folds.add(venue);
        new Stepper(folds, threads).run(progress);
        for (Fold fold : folds) {
            if (fold.differenceOrNull() != null) {
                throw new Refusal(
                        "the log cannot be folded up to there: %s", DifferenceText.line(fold.differenceOrNull()));
            }
        }
        SessionScan sessions = new SessionScan(cut.timeNs());
        sessions.read(log);
        return moment(cut, partitions, venue, sessions);
    }

    private static Moment moment(Cut cut, List<MomentPartition> partitions, MomentVenue venue, SessionScan sessions) {
        List<LogPosition> inputs = new ArrayList<>();
        List<Holding> balances = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        for (MomentPartition partition : partitions) {
            inputs.add(partition.lastOrNull());
            balances.addAll(partition.balances());
            orders.addAll(partition.openOrders());
        }
        inputs.add(venue.lastOrNull());
        inputs.removeIf(Objects::isNull);
        balances.sort(Comparator.comparing(Holding::account)
                .thenComparing(Holding::asset)
                .thenComparingInt(Holding::partition));
        Instant instant = Instant.ofEpochSecond(cut.timeNs() / SECOND_NS, cut.timeNs() % SECOND_NS);
        String asOf = (cut.positionOrNull() == null ? "" : "after " + cut.positionOrNull() + ", ") + instant;
        return new Moment(asOf, inputs, balances, orders, venue.books(), sessions.sessions());
    }
}
