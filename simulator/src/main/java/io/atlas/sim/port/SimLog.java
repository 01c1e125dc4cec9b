package io.atlas.sim.port;

import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.FaultCounts;
import io.atlas.sim.chance.FaultPlan;
import io.atlas.testkit.ManualClock;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The log with its faults: appends that are slow, or that time out and landed, did not, or land late; stalls in which it
 * answers nobody; readers that fall behind. It remembers who appended what, for the checkers.
 */
public final class SimLog implements LogFaults {
    private static final long MOST_STALL_NS = 1_500_000_000L;
    private static final long MOST_LAG_NS = 80_000_000L;
    private static final int MOST_POLLS = 12;

    /** One client's end, and what is left of it when the client is dead. */
    private record End(CommandLog raw, CrashPoint crash) {}

    private final InMemoryLog store;
    private final int partitions;
    private final ManualClock clock;
    private final Dice dice;
    private final FaultCounts counts;
    private final List<End> ends = new ArrayList<>();
    private final Map<String, Lag> lags = new TreeMap<>();
    private final Map<byte[], String> writers = new IdentityHashMap<>();
    private FaultPlan plan;
    private long stalledUntilNs;

    public SimLog(int partitions, ManualClock clock, Dice dice, FaultPlan plan, FaultCounts counts) {
        this.store = new InMemoryLog(partitions);
        this.partitions = partitions;
        this.clock = clock;
        this.dice = dice;
        this.plan = plan;
        this.counts = counts;
        store.faults(this);
    }

    /** What has landed. */
    public InMemoryLog store() {
        return store;
    }

    /** From now on this goes wrong. */
    public void plan(FaultPlan next) {
        plan = next;
    }

    /** Who appended this very array; asked once per record that has landed. */
    public String writerOf(byte[] value) {
        return writers.remove(value);
    }

    /** The log answers nobody for a while. */
    public void stall() {
        counts.add(Fault.LOG_STALLED);
        stalledUntilNs = clock.nowNs() + dice.between(1_000_000, MOST_STALL_NS);
    }

    /** That client's readers see nothing new for a while, each topic for as long as chance has it. */
    public void lag(String owner) {
        counts.add(Fault.READER_LAGS);
        lags.put(owner, new Lag(store, partitions, dice, clock.nowNs(), MOST_LAG_NS));
    }

    /** Ends stalls and lags, and lands whatever is still on its way from anybody. */
    public void calm() {
        stalledUntilNs = 0;
        lags.clear();
        store.landLate();
        for (int i = 0; i <= 2 * MOST_POLLS; i++) {
            ends.stream().filter(end -> end.crash.dead()).forEach(end -> end.raw.poll());
        }
    }

    /** What dead clients had sent moves on, or is lost with them. */
    public void step() {
        if (ends.isEmpty() || !dice.perMille(20)) {
            return;
        }
        End end = dice.oneOf(ends);
        if (end.crash.dead()) {
            end.raw.poll();
            if (dice.perMille(30)) {
                ends.remove(end);
            }
        }
        if (dice.perMille(20)) {
            store.landLate();
        }
    }

    @Override
    public Fate onAppend(String client, String topic, int partition) {
        boolean stalled = clock.nowNs() < stalledUntilNs;
        if (stalled || dice.perMillion(plan.appendFailedPerMillion())) {
            return failed((int) dice.between(1, MOST_POLLS));
        }
        if (dice.perMille(plan.appendSlow())) {
            counts.add(Fault.APPEND_SLOW);
            return Fate.landsAfter((int) dice.between(1, MOST_POLLS));
        }
        return Fate.LANDS;
    }

    private Fate failed(int afterPolls) {
        switch (dice.below(4)) {
            case 0 -> {
                counts.add(Fault.APPEND_FAILED_LANDED);
                return new Fate((int) dice.between(0, afterPolls - 1), afterPolls);
            }
            case 1 -> {
                counts.add(Fault.APPEND_FAILED_LATE);
                return new Fate(Fate.WHEN_TOLD, afterPolls);
            }
            case 2 -> {
                counts.add(Fault.APPEND_FAILED_LATE);
                return new Fate((int) dice.between(afterPolls, 2 * MOST_POLLS), afterPolls);
            }
            default -> {
                counts.add(Fault.APPEND_FAILED_LOST);
                return new Fate(Fate.NEVER, afterPolls);
            }
        }
    }

    @Override
    public long visibleEnd(String client, String topic, int partition, long endOffset) {
        if (clock.nowNs() < stalledUntilNs) {
            return 0;
        }
        if (lags.isEmpty()) {
            return endOffset;
        }
        Lag lag = lags.get(client);
        return lag == null ? endOffset : lag.visibleEnd(topic, partition, endOffset, clock.nowNs());
    }

    /** A service instance's end. */
    public CommandLog end(String owner, CrashPoint crash) {
        CommandLog raw = store.client(owner);
        ends.add(new End(raw, crash));
        return new CommandLog() {
            @Override
            public void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome) {
                crash.pass();
                writers.put(value, owner);
                raw.append(topic, partition, key, value, stamps, toLiving(outcome, crash));
            }

            @Override
            public LogReader reader(String topic, int partition, long fromOffset) {
                return raw.reader(topic, partition, fromOffset);
            }

            @Override
            public long endOffset(String topic, int partition) {
                return raw.endOffset(topic, partition);
            }

            @Override
            public int partitions(String topic) {
                return raw.partitions(topic);
            }

            @Override
            public int poll() {
                return raw.poll();
            }

            @Override
            public void close() {
                crash.kill();
            }
        };
    }

    private static CommandLog.Outcome toLiving(CommandLog.Outcome outcome, CrashPoint crash) {
        return new CommandLog.Outcome() {
            @Override
            public void appended(long offset) {
                if (!crash.dead()) {
                    outcome.appended(offset);
                }
            }

            @Override
            public void failed(String why) {
                if (!crash.dead()) {
                    outcome.failed(why);
                }
            }
        };
    }
}
