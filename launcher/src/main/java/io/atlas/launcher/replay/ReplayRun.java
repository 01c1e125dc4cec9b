package io.atlas.launcher.replay;

import io.atlas.domain.EpochStart;
import io.atlas.domain.World;
import io.atlas.launcher.Refusal;
import io.atlas.launcher.replay.Cursor.Valid;
import io.atlas.launcher.replay.PartitionFolds.Ends;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Topics;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A whole log through folds: one for the venue's journal, one for each partition. */
final class ReplayRun {
    /** Makes the folds, those of fresh cores or those of the invariants. */
    interface Folds {
        Journal journal(CommandLog log, int partitions, long end);

        PartitionFolds partition(
                CommandLog log,
                int partition,
                World world,
                Map<String, String> groupOfSession,
                Ends ends,
                Journal journal);
    }

    private final List<Fold> folds = new ArrayList<>();
    private final List<PartitionFolds> partitions = new ArrayList<>();
    private final List<DecisionReplay> decisions = new ArrayList<>();
    private final List<SnapshotChains.Expected> beyond = new ArrayList<>();
    private final Stepper stepper;

    /** The chain over the valid records of a topic partition, in hex. */
    record ChainValue(String topic, int partition, long end, String hex) {}

    /**
     * What came of it.
     *
     * @param differences the first of each fold, the earliest first
     * @param open outputs that the log does not have yet
     * @param chainsCompared chain values in snapshots that agreed
     * @param beyond what snapshots say of positions where the log has no record (any more)
     * @param decisions how many were made again
     * @param spanNs from the first command to the last, epoch nanoseconds
     */
    record Result(
            List<Difference> differences,
            Map<String, Long> records,
            long inert,
            long compared,
            long open,
            List<ChainValue> chains,
            long chainsCompared,
            List<SnapshotChains.Expected> beyond,
            long spanNs,
            DecisionFigures decisions,
            Stepper.Figures figures) {
        /** Records looked at, over all topics. */
        long total() {
            return records.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Looks where the log ends; nothing after that is replayed.
     */
    ReplayRun(CommandLog log, Folds kind, int threads) {
        int count = log.partitions(Topics.COMMANDS);
        // Outputs before their inputs, so that no output is looked at whose input lies beyond the end.
        long[] ledger = ends(log, Topics.LEDGER, count);
        long[] events = ends(log, Topics.EVENTS, count);
        long reports = end(log, Topics.REPORTS, 0);
        long[] commands = ends(log, Topics.COMMANDS, count);
        SessionGroups sessions = new SessionGroups();
        World world = world(log, commands, sessions::look);
        Map<String, String> groupOfSession = sessions.known(world);
        Journal venue = kind.journal(log, count, reports);
        folds.add(venue);
        for (int p = 0; p < count; p++) {
            Ends ends = new Ends(commands[p], events[p], ledger[p]);
            partitions.add(kind.partition(log, p, world, groupOfSession, ends, venue));
        }
        folds.addAll(partitions);
        partitions.stream()
                .map(PartitionFolds::decisionsOrNull)
                .filter(Objects::nonNull)
                .forEach(decisions::add);
        folds.addAll(decisions);
        List<SnapshotChains.Expected> snapshots = SnapshotChains.read(log);
        for (Fold fold : folds) {
            for (Cursor cursor : fold.cursors()) {
                snapshots.stream()
                        .filter(each -> each.position().topic().equals(cursor.topic())
                                && each.position().partition() == cursor.partition())
                        .forEach(each -> expect(cursor, each));
            }
        }
        stepper = new Stepper(folds, threads);
    }

    private void expect(Cursor cursor, SnapshotChains.Expected chain) {
        if (chain.position().offset() < cursor.end()) {
            cursor.expect(chain);
        } else {
            beyond.add(chain);
        }
    }

    static long[] ends(CommandLog log, String topic, int partitions) {
        long[] ends = new long[partitions];
        for (int p = 0; p < partitions; p++) {
            ends[p] = end(log, topic, p);
        }
        return ends;
    }

    /** Of a damaged log the end is not known; whoever reads it will come to the damage and say where it is. */
    static long end(CommandLog log, String topic, int partition) {
        try {
            return log.endOffset(topic, partition);
        } catch (DamagedLog | UncheckedIOException damaged) {
            return Cursor.UNKNOWN_END;
        }
    }

    /** What every epoch of the log has been configured with, in one. */
    static World world(CommandLog log, long[] commandEnds) {
        return world(log, commandEnds, value -> {});
    }

    /** As above; {@code also} is shown every command on the way. */
    private static World world(CommandLog log, long[] commandEnds, Consumer<byte[]> also) {
        CommandCodec codec = new CommandCodec();
        World[] world = new World[1];
        DamagedLog[] failure = new DamagedLog[1];
        for (int p = 0; p < commandEnds.length; p++) {
            Cursor cursor = new Cursor(log, Topics.COMMANDS, p, codec, commandEnds[p]);
            try {
                Stepper.readAll(cursor, valid -> {
                    if (valid.header().epochStart()) {
                        world[0] = Worlds.merged(world[0], config(codec, valid));
                    } else {
                        also.accept(valid.raw().value());
                    }
                });
            } catch (DamagedLog damaged) {
                // The run itself comes there too, and shows what leads to it.
                failure[0] = damaged;
            }
            cursor.close();
        }
        if (world[0] == null && failure[0] != null) {
            throw failure[0];
        }
        if (world[0] == null) {
            throw new Refusal("the log has no EPOCH_START in %s: no gateway has ever owned it.", Topics.COMMANDS);
        }
        return world[0];
    }

    private static World config(CommandCodec codec, Valid valid) {
        return WorldJson.read(((EpochStart) codec.decode(valid.raw()).body()).config());
    }

    /** Replays to the end; {@code progress} gets a line now and then. */
    Result run(Stepper.Progress progress) {
        Stepper.Figures figures = stepper.run(progress);
        Map<String, Long> records = new TreeMap<>();
        List<ChainValue> chains = new ArrayList<>();
        long inert = 0;
        long agreed = 0;
        for (Fold fold : folds) {
            for (Cursor cursor : fold.cursors()) {
                records.merge(cursor.topic(), cursor.looked(), Long::sum);
                inert += cursor.inertCount();
                agreed += cursor.chainsCompared();
                chains.add(new ChainValue(cursor.topic(), cursor.partition(), cursor.end(), cursor.chain()));
                cursor.close();
            }
        }
        DecisionFigures decided = new DecisionFigures();
        decisions.forEach(each -> each.addTo(decided));
        List<Difference> differences = folds.stream()
                .map(Fold::differenceOrNull)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(Difference::time))
                .toList();
        return new Result(
                differences,
                records,
                inert,
                folds.stream().mapToLong(Fold::compared).sum(),
                partitions.stream().mapToLong(PartitionFolds::open).sum(),
                chains,
                agreed,
                beyond,
                span(),
                decided,
                figures);
    }

    /** From the first command's time to the last one's. */
    private long span() {
        long first =
                partitions.stream().mapToLong(PartitionFolds::firstNs).min().orElse(0);
        long last = partitions.stream().mapToLong(PartitionFolds::lastNs).max().orElse(0);
        return Math.max(0, last - first);
    }
}
