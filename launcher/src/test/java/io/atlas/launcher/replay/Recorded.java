package io.atlas.launcher.replay;

import io.atlas.sim.SimulationRun;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.FaultPlan;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.FileCommandLog;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** A log that the simulator made, kept in memory, to be written to folders with this or that damage. */
final class Recorded {
    private static final int PARTITIONS = 4;
    private static final List<String> TOPICS = List.of(Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.LEDGER);

    /** A record and where it lies. */
    record Landed(String topic, int partition, LogRecord record) {}

    private final List<Landed> landed = new ArrayList<>();

    /** A world under all kinds of fault that an honest venue allows: epochs change, there are holes and zombies. */
    static Recorded withFaults(long seed, int orders) {
        return played(seed, orders, FaultPlan.most().without(hostile()));
    }

    /** The same with a venue that lies. */
    static Recorded withHostileVenue(long seed, int orders) {
        return played(seed, orders, FaultPlan.most());
    }

    private static Recorded played(long seed, int orders, FaultPlan plan) {
        Recorded recorded = new Recorded();
        SimulationRun.run(
                seed,
                orders,
                dice -> plan,
                (position, record, valid) ->
                        recorded.landed.add(new Landed(position.topic(), position.partition(), record)));
        return recorded;
    }

    private static Set<Fault> hostile() {
        Set<Fault> hostile = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (fault.area() == Fault.Area.HOSTILE) {
                hostile.add(fault);
            }
        }
        return hostile;
    }

    /** Appends all of it to a log whose topics exist. */
    void appendTo(CommandLog log) {
        for (Landed each : landed) {
            log.append(
                    each.topic(),
                    each.partition(),
                    null,
                    each.record().value(),
                    each.record().stamps(),
                    CommandLog.Outcome.IGNORED);
        }
    }

    /** Writes it to a folder as it is. */
    Path to(Path folder) throws IOException {
        return to(folder, "", 0, UnaryOperator.identity());
    }

    /** Writes it to a folder with one partition changed. */
    Path to(Path folder, String topic, int partition, UnaryOperator<List<LogRecord>> change) throws IOException {
        try (FileCommandLog log = FileCommandLog.open(folder)) {
            for (String each : TOPICS) {
                int partitions = each.equals(Topics.REPORTS) ? 1 : PARTITIONS;
                log.createTopic(each, partitions);
                for (int p = 0; p < partitions; p++) {
                    boolean changed = each.equals(topic) && p == partition;
                    for (LogRecord record : changed ? change.apply(records(each, p)) : records(each, p)) {
                        log.append(each, p, null, record.value(), record.stamps(), CommandLog.Outcome.IGNORED);
                    }
                }
            }
        }
        return folder;
    }

    List<LogRecord> records(String topic, int partition) {
        return landed.stream()
                .filter(each -> each.topic().equals(topic) && each.partition() == partition)
                .map(Landed::record)
                .toList();
    }

    /** The offset of the first record from there on whose text matches. */
    long find(String topic, int partition, long from, String regex) {
        return records(topic, partition).stream()
                .filter(record -> record.offset() >= from && text(record).matches(regex))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    static String text(LogRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    /** The record there with another text. */
    static UnaryOperator<List<LogRecord>> rewritten(long offset, UnaryOperator<String> change) {
        return records -> records.stream()
                .map(record -> record.offset() == offset
                        ? new LogRecord(
                                offset,
                                null,
                                change.apply(text(record)).getBytes(StandardCharsets.UTF_8),
                                record.stamps())
                        : record)
                .toList();
    }

    /** All but the record there. */
    static UnaryOperator<List<LogRecord>> without(long offset) {
        return records ->
                records.stream().filter(record -> record.offset() != offset).toList();
    }

    /** What a command said, and its exit code. */
    record Said(int code, String text) {}

    static Said replay(Path folder) {
        return said(folder, verification -> verification.replay(false));
    }

    static Said invariants(Path folder) {
        return said(folder, Verification::invariants);
    }

    /** Runs it over the folder. */
    static Said said(Path folder, ToIntFunction<Verification> run) {
        StringWriter text = new StringWriter();
        try (LogOption.Source source = LogOption.stopped(folder)) {
            int code = run.applyAsInt(new Verification(source, false, 2, new PrintWriter(text)));
            return new Said(code, text.toString());
        }
    }

    /** Everything a reader of the log hands over. */
    static List<LogRecord> all(CommandLog log, String topic, int partition) {
        List<LogRecord> all = new ArrayList<>();
        try (LogReader reader = log.reader(topic, partition, 0)) {
            while (reader.poll(all::add, 100) > 0) {
                // poll() moves.
            }
        }
        return all;
    }
}
