package io.atlas.sim.port;

import io.atlas.domain.World;
import io.atlas.sim.chance.Dice;
import io.atlas.sim.chance.Fault;
import io.atlas.sim.chance.Faults;
import io.atlas.testkit.ManualClock;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.InMemoryLog;
import io.atlas.wire.log.LogFaults;
import io.atlas.wire.log.LogReader;
import io.atlas.wire.log.LogRecord;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The log with its faults: appends that are slow, or that time out and landed, did not, or land late; times in which it
 * answers nobody, is gone, has no room; readers that fall behind. It remembers who appended what, for the checkers.
 */
public final class SimLog implements LogFaults {
    private static final long MOST_STALL_NS = 1_500_000_000L;
    private static final long MOST_GONE_NS = 8_000_000_000L;
    private static final long MOST_RESTART_NS = 400_000_000L;
    private static final long MOST_FULL_NS = 3_000_000_000L;
    private static final long MOST_LAG_NS = 80_000_000L;
    private static final int MOST_POLLS = 12;

    /** One client's end, and what is left of it when the client is dead. */
    private record End(CommandLog raw, CrashPoint crash) {}

    private final InMemoryLog store;
    private final int partitions;
    private final ManualClock clock;
    private final Dice dice;
    private final Faults faults;
    private final HostileVenue venue;
    private final List<End> ends = new ArrayList<>();
    private final Map<String, Lag> lags = new TreeMap<>();
    private final Map<byte[], String> writers = new IdentityHashMap<>();
    private long stalledUntilNs;
    private long goneUntilNs;
    private long fullUntilNs;
    private long restarts;
    private boolean heldBack;

    public SimLog(World world, int partitions, ManualClock clock, Dice dice, Faults faults) {
        this.store = new InMemoryLog(partitions);
        this.partitions = partitions;
        this.clock = clock;
        this.dice = dice;
        this.faults = faults;
        this.venue = new HostileVenue(world, partitions, store.records(Topics.REPORTS, 0), dice.split(), faults);
        store.faults(this);
    }

    /** What has landed. */
    public InMemoryLog store() {
        return store;
    }

    /** Who appended this very array; asked once per record that has landed. */
    public String writerOf(byte[] value) {
        return writers.remove(value);
    }

    /** The record as its writer wrote it: a hostile venue's journal has more in it. */
    public LogRecord truth(LogRecord record) {
        byte[] value = venue.truth(record.value());
        return value == record.value() ? record : new LogRecord(record.offset(), record.key(), value, record.stamps());
    }

    /** What was put into the record behind its writer's back. */
    public List<Lie> lies(LogRecord record) {
        return venue.lies(record.value());
    }

    /** The log answers nobody for a while. */
    public void stall() {
        faults.count(Fault.LOG_STALLED);
        stalledUntilNs = clock.nowNs() + dice.between(1_000_000, MOST_STALL_NS);
    }

    /** It is gone for a while; who asks it for anything is told so. */
    public void vanish() {
        faults.count(Fault.LOG_GONE);
        goneUntilNs = clock.nowNs() + dice.between(1_000_000, MOST_GONE_NS);
    }

    /** It is gone for a moment; what was on its way to it has failed, though some of it landed. */
    public void restart() {
        faults.count(Fault.LOG_RESTARTED);
        restarts++;
        goneUntilNs = clock.nowNs() + dice.between(1_000_000, MOST_RESTART_NS);
    }

    /** It takes nothing for a while, though it can be read. */
    public void fill() {
        faults.count(Fault.DISK_FULL);
        fullUntilNs = clock.nowNs() + dice.between(1_000_000, MOST_FULL_NS);
    }

    /** That client's readers see nothing new for a while, each topic for as long as chance has it. */
    public void lag(String owner) {
        faults.count(Fault.READER_LAGS);
        lags.put(owner, new Lag(store, partitions, dice, clock.nowNs(), MOST_LAG_NS));
    }

    /** Everybody is answered from now on, and whatever is still on its way from anybody lands. */
    public void calm() {
        stalledUntilNs = 0;
        goneUntilNs = 0;
        fullUntilNs = 0;
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

    private boolean gone() {
        return clock.nowNs() < goneUntilNs;
    }

    private boolean silent() {
        return gone() || clock.nowNs() < stalledUntilNs;
    }

    @Override
    public Fate onAppend(String client, String topic, int partition) {
        int polls = (int) dice.between(1, MOST_POLLS);
        if (heldBack) {
            return Fate.landsAfter(1);
        } else if (clock.nowNs() < fullUntilNs) {
            return new Fate(Fate.NEVER, polls);
        } else if (silent()) {
            return failed(dice.below(4), polls);
        } else if (faults.strikes(Fault.APPEND_FAILED_LANDED, dice)) {
            return failed(0, polls);
        } else if (faults.strikes(Fault.APPEND_FAILED_LATE, dice)) {
            return failed(1 + dice.below(2), polls);
        } else if (faults.strikes(Fault.APPEND_FAILED_LOST, dice)) {
            return failed(3, polls);
        }
        return faults.strikes(Fault.APPEND_SLOW, dice) ? Fate.landsAfter(polls) : Fate.LANDS;
    }

    private Fate failed(int how, int afterPolls) {
        return switch (how) {
            case 0 -> new Fate((int) dice.between(0, afterPolls - 1), afterPolls);
            case 1 -> new Fate(Fate.WHEN_TOLD, afterPolls);
            case 2 -> new Fate((int) dice.between(afterPolls, 2 * MOST_POLLS), afterPolls);
            default -> new Fate(Fate.NEVER, afterPolls);
        };
    }

    @Override
    public long visibleEnd(String client, String topic, int partition, long endOffset) {
        if (silent()) {
            return 0;
        }
        if (lags.isEmpty()) {
            return endOffset;
        }
        Lag lag = lags.get(client);
        return lag == null ? endOffset : lag.visibleEnd(topic, partition, endOffset, clock.nowNs());
    }

    private void requirePresent() {
        if (gone()) {
            throw new CommandLog.LogUnavailable("the log is gone", null);
        }
    }

    /** The end of a service's instance. */
    public CommandLog end(String owner, CrashPoint crash) {
        return end(owner, crash, false);
    }

    /** A venue's end: what it appends may be lied about, and it reads what it wrote. */
    public CommandLog venueEnd(String owner, CrashPoint crash) {
        return end(owner, crash, true);
    }

    private CommandLog end(String owner, CrashPoint crash, boolean venues) {
        CommandLog raw = store.client(owner);
        ends.add(new End(raw, crash));
        return new CommandLog() {
            @Override
            public void append(String topic, int partition, String key, byte[] value, byte[] stamps, Outcome outcome) {
                crash.pass();
                byte[] landing = venues && topic.equals(Topics.REPORTS) ? venue.tell(value) : value;
                writers.put(landing, owner);
                heldBack = crash.stopped();
                raw.append(topic, partition, key, landing, stamps, toLiving(outcome, crash));
                heldBack = false;
            }

            @Override
            public LogReader reader(String topic, int partition, long fromOffset) {
                LogReader reader = raw.reader(topic, partition, fromOffset);
                if (topic.equals(Topics.SNAPSHOTS)) {
                    return seenThrough(SimLog.this::spoilt, reader);
                }
                return venues && topic.equals(Topics.REPORTS) ? seenThrough(SimLog.this::truth, reader) : reader;
            }

            @Override
            public long endOffset(String topic, int partition) {
                requirePresent();
                return raw.endOffset(topic, partition);
            }

            @Override
            public int partitions(String topic) {
                requirePresent();
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

    private LogRecord spoilt(LogRecord record) {
        if (record.value().length == 0 || !faults.strikes(Fault.SNAPSHOT_SPOILT, dice)) {
            return record;
        }
        byte[] value = record.value().clone();
        value[dice.below(value.length)] ^= (byte) (1 << dice.below(8));
        return new LogRecord(record.offset(), record.key(), value, record.stamps());
    }

    private static LogReader seenThrough(UnaryOperator<LogRecord> glass, LogReader reader) {
        return new LogReader() {
            @Override
            public int poll(Consumer<LogRecord> handler, int limit) {
                return reader.poll(record -> handler.accept(glass.apply(record)), limit);
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    private CommandLog.Outcome toLiving(CommandLog.Outcome outcome, CrashPoint crash) {
        long restartsBefore = restarts;
        return new CommandLog.Outcome() {
            @Override
            public void appended(long offset) {
                if (crash.dead()) {
                    return;
                }
                if (restarts == restartsBefore) {
                    outcome.appended(offset);
                } else {
                    outcome.failed("the log restarted");
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
