package io.atlas.oms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderIds;
import io.atlas.domain.Reason;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.oms.task.PartitionState;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogFaults.Fate;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OmsSnapshotTest {
    private static final int PARTITIONS = 2;

    private final OmsWorld world = new OmsWorld();

    /** What the last whole snapshot of a partition says, a row a line; where the end of an order lies may be told roughly. */
    private static List<String> rows(InMemoryLog store, int partition) {
        Map<String, String> values = new TreeMap<>();
        String slot = "none";
        for (LogRecord record : store.records(Topics.SNAPSHOTS, partition)) {
            String key = new String(record.key(), UTF_8);
            values.put(key, new String(record.value(), UTF_8));
            if (key.endsWith("/manifest") && record.value().length > 0) {
                slot = key.substring(0, key.lastIndexOf('/'));
            }
        }
        List<String> rows = new ArrayList<>();
        for (int nr = 0; values.containsKey(slot + "/" + nr); nr++) {
            values.get(slot + "/" + nr).lines().forEach(rows::add);
        }
        return rows.stream()
                .map(row -> row.replaceAll("\"endedAt\":[0-9-]+", "endedAt"))
                .toList();
    }

    private static InMemoryLog copy(InMemoryLog store, UnaryOperator<LogRecord> snapshots) {
        InMemoryLog copy = new InMemoryLog(PARTITIONS);
        CommandLog log = copy.client("copy");
        for (String topic : List.of(Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.SNAPSHOTS)) {
            for (int p = 0; p < log.partitions(topic); p++) {
                for (LogRecord each : store.records(topic, p)) {
                    LogRecord record = topic.equals(Topics.SNAPSHOTS) ? snapshots.apply(each) : each;
                    if (record != null) {
                        String key = record.key() == null ? null : new String(record.key(), UTF_8);
                        log.append(topic, p, key, record.value(), record.stamps(), CommandLog.Outcome.IGNORED);
                    }
                }
            }
        }
        return copy;
    }

    private static int snapshots(InMemoryLog store, int partition) {
        return (int) store.records(Topics.SNAPSHOTS, partition).stream()
                .filter(record -> new String(record.key(), UTF_8).endsWith("manifest") && record.value().length > 0)
                .count();
    }

    @Test
    void aSnapshotIsWrittenWhileOrdersGoOnAndOneAtACleanStop() {
        OmsService oms = world.omsWithSnapshots("oms", 10, 0);
        world.step(oms, 3);
        for (int i = 0; i < 35; i++) {
            long orderId = world.order(0, "10");
            world.step(oms, 1);
            world.report(orderId, new Accepted(orderId));
        }
        world.step(oms, 5);
        assertThat(snapshots(world.store, 0)).isEqualTo(5);
        oms.close();
        assertThat(snapshots(world.store, 0)).isEqualTo(6);
        assertThat(rows(world.store, 0))
                .filteredOn(row -> row.contains("\"order\""))
                .hasSize(35);

        OmsService again = world.omsWithSnapshots("again", 10, 0);
        world.step(again, 3);
        again.close();
        assertThat(snapshots(world.store, 0)).as("nothing happened").isEqualTo(6);
    }

    @Test
    void afterASnapshotOnlyTheTailIsRead() {
        OmsService oms = world.omsWithSnapshots("oms", 1_000, 0);
        world.step(oms, 3);
        List<Long> orders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            orders.add(world.order(0, "10"));
            world.step(oms, 2);
        }
        oms.close();
        long tail = world.order(0, "10");

        // Were a record before the positions read, it would be found damaged.
        InMemoryLog store = copy(world.store, record -> record);
        OmsService fresh = new OmsWorld(damagedHistory(store)).omsWithSnapshots("fresh", 1_000, 0);
        for (int i = 0; i < 10; i++) {
            fresh.doWork(i * 1_000_000_000L);
        }
        assertThat(fresh.states()).containsEntry(0, PartitionState.RUNNING);
        assertThat(OrderIds.offset(tail)).isGreaterThan(OrderIds.offset(orders.get(19)));
    }

    /** The events before the last one of the snapshot are unreadable. */
    private static InMemoryLog damagedHistory(InMemoryLog store) {
        InMemoryLog damaged = new InMemoryLog(PARTITIONS);
        CommandLog log = damaged.client("copy");
        for (String topic : List.of(Topics.COMMANDS, Topics.REPORTS, Topics.EVENTS, Topics.SNAPSHOTS)) {
            for (int p = 0; p < log.partitions(topic); p++) {
                List<LogRecord> records = store.records(topic, p);
                for (LogRecord each : records) {
                    boolean old = topic.equals(Topics.EVENTS) && each.offset() < records.size() - 2;
                    String key = each.key() == null ? null : new String(each.key(), UTF_8);
                    byte[] value = old ? "{".getBytes(UTF_8) : each.value();
                    log.append(topic, p, key, value, each.stamps(), CommandLog.Outcome.IGNORED);
                }
            }
        }
        return damaged;
    }

    @Test
    void instructionsTheVenueHasNotAnsweredAreSentAgainFromTheSnapshot() {
        OmsService oms = world.omsWithSnapshots("oms", 1_000, 0);
        world.step(oms, 3);
        long first = world.order(0, "10");
        world.step(oms, 2);
        long cancel = world.cancel(first);
        world.step(oms, 2);
        oms.close();

        world.link.said.clear();
        OmsService again = world.omsWithSnapshots("again", 1_000, 0);
        world.step(again, 2);
        world.link.resume(0, -1);
        world.step(again, 3);
        assertThat(world.link.said).contains("0: -1>1", "0: 1>2");
        world.report(first, new Accepted(first));
        world.report(cancel, new Canceled(first, cancel, Reason.USER_CANCEL));
        world.step(again, 3);
        assertThat(world.story(0))
                .containsExactly(
                        "orders.commands/0/1 OPENED",
                        "orders.commands/0/2 PENDING_CANCEL",
                        "exec.reports/0/1 ACCEPTED",
                        "exec.reports/0/2 CANCELED");
    }

    @Test
    void aSnapshotWhoseRowsMakeNoSenseIsNotUsed() {
        OmsService oms = world.omsWithSnapshots("oms", 1_000, 0);
        world.step(oms, 3);
        long first = world.order(0, "10");
        world.step(oms, 2);
        oms.close();
        InMemoryLog store = copy(world.store, record -> {
            byte[] value = record.value().clone();
            if (value.length > 50) {
                value[50] ^= 1;
            }
            return new LogRecord(record.offset(), record.key(), value, null);
        });
        OmsWorld other = new OmsWorld(store);
        OmsService again = other.omsWithSnapshots("again", 1_000, 0);
        other.step(again, 4);
        other.report(first, new Accepted(first));
        other.step(again, 3);
        assertThat(other.story(0)).containsExactly("orders.commands/0/1 OPENED", "exec.reports/0/2 ACCEPTED");
    }

    /** Chance decides what clients, venue, log and processes do; every process starts from what snapshots there are. */
    private final class Script {
        private final Random random;
        private final List<Long> unanswered = new ArrayList<>();
        private final List<Long> resting = new ArrayList<>();
        private final Map<Long, Long> cancels = new TreeMap<>();
        private OmsService oms;
        private int processes;

        Script(long seed) {
            random = new Random(seed);
            start();
        }

        private void start() {
            String name = "oms-" + ++processes;
            oms = world.omsWithSnapshots(name, 1 + random.nextInt(30), 0, 1);
        }

        void run(int actions) {
            for (int i = 0; i < actions; i++) {
                act();
                world.step(oms, random.nextInt(3));
            }
            world.store.faults(LogFaults.NONE);
            world.store.landLate();
            world.step(oms, 2_000);
        }

        private void act() {
            int what = random.nextInt(100);
            if (what < 40) {
                unanswered.add(world.order(random.nextInt(PARTITIONS), "10"));
            } else if (what < 60 && !unanswered.isEmpty()) {
                answer(unanswered.remove(0));
            } else if (what < 70 && !resting.isEmpty()) {
                long orderId = resting.get(random.nextInt(resting.size()));
                cancels.putIfAbsent(orderId, world.cancel(orderId));
            } else if (what < 80 && !cancels.isEmpty()) {
                long orderId = cancels.keySet().iterator().next();
                long cancel = cancels.remove(orderId);
                resting.remove(orderId);
                world.report(cancel, new Canceled(orderId, cancel, Reason.USER_CANCEL));
            } else if (what < 88) {
                fail();
            } else if (what < 92) {
                crash();
            }
        }

        private void answer(long orderId) {
            Outcome outcome = random.nextInt(4) == 0 ? new Refused(orderId, Reason.BAD_PRICE) : new Accepted(orderId);
            if (outcome instanceof Refused) {
                world.report(orderId, outcome);
            } else if (random.nextInt(3) == 0) {
                long whole = FixedPoint.parse("10");
                world.report(orderId, outcome, trade(orderId, whole));
            } else {
                world.report(orderId, outcome, trade(orderId, FixedPoint.parse("4")));
                resting.add(orderId);
            }
        }

        private Outcome trade(long orderId, long qty) {
            return new Traded("ACME-USD", FixedPoint.parse("100"), qty, orderId, OrderIds.NONE, Side.BUY);
        }

        private void fail() {
            Fate fate = random.nextBoolean() ? Fate.FAILS_AND_IS_LOST : Fate.FAILS_THOUGH_LANDED;
            int[] left = {1 + random.nextInt(4)};
            world.store.faults(new LogFaults() {
                @Override
                public Fate onAppend(String client, String topic, int partition) {
                    boolean hit = client.startsWith("oms") && left[0] > 0;
                    left[0] -= hit ? 1 : 0;
                    return hit ? fate : Fate.LANDS;
                }
            });
        }

        private void crash() {
            if (random.nextInt(3) == 0) {
                oms.close();
            }
            start();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void fromSnapshotsTheOmsKnowsWhatItKnowsFromTheBeginning(long seed) {
        Script script = new Script(seed);
        script.run(400);
        script.oms.close();
        InMemoryLog store = copy(world.store, record -> null);
        OmsService zero = new OmsService(
                OmsWorld.WORLD, List.of(0, 1), store.client("zero"), new OmsWorld.Link(), "zero", 1_000_000);
        for (int i = 0; i < 500; i++) {
            zero.doWork(i * 1_000_000L);
        }
        zero.close();

        for (int p = 0; p < PARTITIONS; p++) {
            List<LogPosition> causes =
                    world.events(p).stream().map(entry -> entry.cause()).collect(Collectors.toList());
            assertThat(causes).as("seed %d, one record per input", seed).doesNotHaveDuplicates();
            assertThat(world.events(p)).hasSizeGreaterThan(20);
            assertThat(snapshots(world.store, p)).isGreaterThan(1);
            assertThat(rows(world.store, p))
                    .as("seed %d, partition %d", seed, p)
                    .isEqualTo(rows(store, p));
        }
    }
}
