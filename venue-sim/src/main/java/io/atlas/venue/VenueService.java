package io.atlas.venue;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.EpochStart;
import io.atlas.domain.Instruction;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderIds;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import io.atlas.domain.World;
import io.atlas.venue.core.VenueCore;
import io.atlas.venue.core.VenueView;
import io.atlas.wire.agent.Agent;
import io.atlas.wire.config.WorldJson;
import io.atlas.wire.json.VenueRecordCodec;
import io.atlas.wire.link.VenueDoor;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.MarketStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue. Its journal is {@code exec.reports} partition 0: one record per instruction and per tick with outcomes. Inputs
 * take effect in memory at once and many records may be on their way; what the public sees waits for the read-back. When
 * an append fails, memory may be ahead of the journal: the venue is then built anew from the journal, and the OMS sends
 * again what is missing.
 *
 * <p>Thread: the venue agent. Closes everything it was given.
 */
public final class VenueService implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(VenueService.class);

    private static final int INSTRUCTIONS_PER_STEP = 256;
    private static final int MOST_UNCONFIRMED = 8_192;
    private static final long NS_PER_MS = 1_000_000L;

    private enum Phase {
        /** Folding the journal's history until our own epoch is read. */
        JOINING,
        SERVING,
        /** An append failed; the next epoch of ours tells what is in the journal. */
        BROKEN,
        /** Building the venue anew. */
        REBUILDING,
        /** Another instance is the venue now. */
        LEFT
    }

    private final World world;
    private final CommandLog log;
    private final VenueDoor door;
    private final MarketStream.Publisher market;
    private final VenueRecordCodec codec = new VenueRecordCodec();
    private final OwnedPartition<VenueRecord> journal;
    private final LinkDesk link;
    private final BookStream stream;
    private final FromOms fromOms = new FromOms();
    private Phase phase = Phase.JOINING;
    private VenueCore core = new VenueCore();
    private JournalReplay rebuild;
    private long nextTickNs;
    private long nowNs;

    /** @param owner unique to this instance */
    public VenueService(World world, CommandLog log, VenueDoor door, MarketStream.Publisher market, String owner) {
        this.world = world;
        this.log = log;
        this.door = door;
        this.market = market;
        this.link = new LinkDesk(door);
        this.stream = new BookStream(market);
        String config = WorldJson.write(world);
        this.journal = new OwnedPartition<>(
                log,
                Topics.REPORTS,
                0,
                codec,
                owner,
                followsEpoch -> new EpochStart(owner, followsEpoch, config),
                new Journal());
    }

    @Override
    public String name() {
        return "venue";
    }

    @Override
    public int doWork(long now) {
        nowNs = now;
        if (phase == Phase.LEFT) {
            return 0;
        }
        int work = log.poll() + journal.doWork(now);
        if (phase == Phase.REBUILDING) {
            work += rebuild();
        }
        if (phase == Phase.SERVING) {
            work += tick();
        }
        if (phase != Phase.LEFT) {
            work += listen();
        }
        if (phase == Phase.SERVING) {
            work += link.sendResumes(core::lastApplied, now) + stream.heartbeats(core, now);
        }
        return work;
    }

    /** Instructions stay in the link while too much is unconfirmed. */
    private int listen() {
        int room = MOST_UNCONFIRMED - journal.openProposals();
        return room <= 0 ? 0 : door.poll(fromOms, Math.min(room, INSTRUCTIONS_PER_STEP));
    }

    /** One tick at most: a venue that was held up does not make up for it in a burst. */
    private int tick() {
        if (nowNs < nextTickNs || journal.openProposals() >= MOST_UNCONFIRMED) {
            return 0;
        }
        long tickNs = world.market().tickMs() * NS_PER_MS;
        nextTickNs = nowNs - nextTickNs < tickNs ? nextTickNs + tickNs : nowNs + tickNs;
        VenueReport reportOrNull = core.tickOrNull();
        if (reportOrNull != null) {
            journal.propose(null, null, nowNs, reportOrNull, null);
        }
        stream.afterInput(core, nowNs);
        return 1;
    }

    private int rebuild() {
        int work = rebuild.doWork();
        if (rebuild.done()) {
            core = rebuild.core();
            endRebuild();
            serve();
        }
        return work;
    }

    private void endRebuild() {
        if (rebuild != null) {
            rebuild.close();
            rebuild = null;
        }
    }

    private void serve() {
        phase = Phase.SERVING;
        nextTickNs = nowNs;
        stream.begin(core, nowNs);
        link.resumeAll(core.partitions());
        LOG.info("venue serves: input {}, tick {}, epoch {}", core.inputNumber(), core.tick(), journal.epoch());
    }

    private final class FromOms implements VenueDoor.Listener {
        @Override
        public void onOpen(int partition) {
            link.opened(partition);
        }

        @Override
        public void onInstruction(long previous, Instruction instruction) {
            if (phase != Phase.SERVING) {
                // It comes again: everybody is told where to go on once the books stand.
                return;
            }
            long number = instruction.number();
            int partition = OrderIds.partition(number);
            if (link.isNext(previous, number, core.lastApplied(partition), nowNs)) {
                VenueReport report = core.apply(instruction);
                LogPosition cause = new LogPosition(Topics.COMMANDS, partition, OrderIds.offset(number));
                journal.propose(null, cause, nowNs, report, Stamps.with(null, Stamps.VENUE_IN, nowNs));
                stream.afterInput(core, nowNs);
            }
        }
    }

    private final class Journal implements OwnedPartition.Listener<VenueRecord> {
        @Override
        public void onHistory(Entry<VenueRecord> entry) {
            // Later than that it is our own epoch, or another owner's, which is none of our business any more.
            if (phase == Phase.JOINING) {
                JournalReplay.fold(core, entry);
            }
        }

        @Override
        public void onConfirmed(Entry<VenueRecord> entry) {
            if (phase == Phase.SERVING) {
                stream.confirmed(((VenueReport) entry.body()).input(), entry.offset());
            }
        }

        @Override
        public void onOwned(long epoch, List<VenueRecord> lost) {
            if (phase == Phase.JOINING) {
                serve();
            } else if (lost.isEmpty()) {
                core.beginEpoch(world);
                serve();
            } else {
                LOG.warn("venue lost {} records and builds its books anew from the journal", lost.size());
                phase = Phase.REBUILDING;
                rebuild = new JournalReplay(log, codec, epoch);
            }
        }

        @Override
        public void onBroken(String why) {
            require(phase == Phase.SERVING, "an append failed while %s: %s", phase, why);
            LOG.warn("venue cannot write its journal: {}", why);
            phase = Phase.BROKEN;
            stream.stop();
        }

        @Override
        public void onLeft(String newOwner) {
            LOG.warn("venue leaves: {} owns the journal now", newOwner);
            phase = Phase.LEFT;
            stream.stop();
            endRebuild();
        }
    }

    /** The books as they are in memory, which may be ahead of the journal. Ask again after each step: a rebuild replaces it. */
    public VenueView view() {
        return core;
    }

    /** Whether instructions are taken. */
    public boolean serving() {
        return phase == Phase.SERVING;
    }

    /** Whether another instance has taken over; this one does nothing any more. */
    public boolean left() {
        return phase == Phase.LEFT;
    }

    /** Reports on their way to the journal. */
    public int unconfirmed() {
        return journal.openProposals();
    }

    /** Walks all books and checks every invariant in them. */
    public void audit() {
        core.audit();
    }

    @Override
    public void close() {
        endRebuild();
        journal.close();
        door.close();
        market.close();
        log.close();
    }
}
