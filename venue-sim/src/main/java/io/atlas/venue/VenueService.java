package io.atlas.venue;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.EpochStart;
import io.atlas.domain.Instruction;
import io.atlas.domain.Invariant;
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
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.Stamps;
import io.atlas.wire.log.Topics;
import io.atlas.wire.market.MarketStream;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.PartitionStatus;
import io.atlas.wire.snapshot.LastSnapshot;
import io.atlas.wire.snapshot.SnapshotId;
import io.atlas.wire.snapshot.SnapshotWriter;
import io.atlas.wire.snapshot.StartProgress;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue. Its journal is {@code exec.reports} partition 0: one record per instruction and per tick with outcomes. Inputs
 * take effect in memory at once and many records may be on their way; what the public sees waits for the read-back. When
 * an append fails, memory may be ahead of the journal: the venue is then built anew from the journal, and the OMS sends
 * again what is missing. A start, and building anew, begin with the last snapshot that fits the journal; one that turns out not to
 * fit is forgotten for the journal from its beginning.
 *
 * <p>Thread: the venue agent. Closes everything it was given.
 */
public final class VenueService implements Agent, PartitionStatus.Source {
    private static final Logger LOG = LoggerFactory.getLogger(VenueService.class);

    private static final int INSTRUCTIONS_PER_STEP = 256;
    private static final int MOST_UNCONFIRMED = 8_192;
    private static final int LOADS_PER_STEP = 4;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long RETRY_NS = 1_000_000_000L;

    private enum Phase {
        /** Looking for a snapshot to start from. */
        LOADING(OwnerState.STARTING),
        /** Folding the journal's history until our own epoch is read. */
        JOINING(OwnerState.STARTING),
        SERVING(OwnerState.RUNNING),
        /** An append failed; the next epoch of ours tells what is in the journal. */
        BROKEN(OwnerState.IN_DOUBT),
        /** Building the venue anew. */
        REBUILDING(OwnerState.IN_DOUBT),
        /** Another instance is the venue now. */
        LEFT(OwnerState.LEFT);

        private final OwnerState owns;

        Phase(OwnerState owns) {
            this.owns = owns;
        }
    }

    private final World world;
    private final CommandLog log;
    private final VenueDoor door;
    private final MarketStream.Publisher market;
    private final String owner;
    private final String config;
    private final SnapshotId snapshotId;
    private final long snapshotEvery;
    private final LinkDesk link;
    private final BookStream stream;
    private final FromOms fromOms = new FromOms();
    private final StartProgress progress = new StartProgress("exec.reports");
    private Phase phase = Phase.LOADING;
    private VenueCore core = new VenueCore();
    private VenueStart start;
    private FoldState from = FoldState.START;
    private OwnedPartition<VenueRecord> journal;
    private VenueSnapshots snapshots;
    private VenueRebuild rebuild;
    private long rebuildUpTo;
    private long retryDueNs = Long.MIN_VALUE;
    private String takenBy = "";
    private long nextTickNs;
    private long nowNs;

    /** @param owner unique to this instance */
    public VenueService(World world, CommandLog log, VenueDoor door, MarketStream.Publisher market, String owner) {
        this(world, log, door, market, owner, SnapshotWriter.EVERY);
    }

    /**
     * @param owner unique to this instance
     * @param snapshotEvery how many reports lie between two snapshots
     */
    public VenueService(
            World world,
            CommandLog log,
            VenueDoor door,
            MarketStream.Publisher market,
            String owner,
            long snapshotEvery) {
        this.world = world;
        this.log = log;
        this.door = door;
        this.market = market;
        this.owner = owner;
        this.snapshotEvery = snapshotEvery;
        this.link = new LinkDesk(door);
        this.stream = new BookStream(market);
        this.config = WorldJson.write(world);
        this.snapshotId = SnapshotId.of("venue", 0, VenueRows.VERSION, world);
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
        int work = log.poll();
        try {
            work += phase == Phase.LOADING ? load() : readJournal();
            if (phase == Phase.REBUILDING) {
                work += rebuild();
            }
        } catch (CommandLog.LogUnavailable unavailable) {
            LOG.warn("venue: {}; trying again", unavailable.getMessage());
            endStart();
            endRebuild();
            retryDueNs = now + RETRY_NS;
        }
        if (phase == Phase.SERVING) {
            work += tick();
        }
        if (phase != Phase.LEFT) {
            work += listen();
        }
        if (phase == Phase.SERVING) {
            work += link.sendResumes(core::lastApplied, now) + stream.heartbeats(core, now);
            work += snapshots.doWork(core, journal);
        }
        return work;
    }

    private int load() {
        int work = 0;
        for (int i = 0; i < LOADS_PER_STEP && phase == Phase.LOADING && nowNs >= retryDueNs; i++) {
            if (start == null) {
                start = new VenueStart(log, snapshotId, world);
            }
            work += start.doWork(nowNs);
            if (start.done()) {
                journal = journal(owner, start.from());
                core = start.core();
                from = start.from();
                snapshots = new VenueSnapshots(start.writer(), snapshotEvery);
                endStart();
                phase = Phase.JOINING;
            }
        }
        return phase == Phase.JOINING ? work + readJournal() : work;
    }

    private OwnedPartition<VenueRecord> journal(String name, FoldState after) {
        return new OwnedPartition<>(
                log,
                Topics.REPORTS,
                0,
                new VenueRecordCodec(),
                name,
                followsEpoch -> new EpochStart(name, followsEpoch, config),
                new Journal(),
                after);
    }

    private int readJournal() {
        try {
            int work = journal.doWork(nowNs);
            if (phase == Phase.JOINING) {
                progress.at(nowNs, journal.position() - from.position(), journal.historyEnd() - from.position());
            }
            return work;
        } catch (Invariant.Broken broken) {
            if (phase != Phase.JOINING || from.equals(FoldState.START)) {
                throw broken;
            }
            LOG.warn("venue: the journal goes on otherwise than its snapshot; reading it from the beginning", broken);
            journal.close();
            core = new VenueCore();
            from = FoldState.START;
            journal = journal(owner + "~", from);
            return 1;
        }
    }

    private void endStart() {
        if (start != null) {
            start.close();
            start = null;
        }
    }

    /** Instructions stay in the link while too much is unconfirmed. */
    private int listen() {
        int room = MOST_UNCONFIRMED - unconfirmed();
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
            snapshots.onInput();
        }
        stream.afterInput(core, nowNs);
        return 1;
    }

    private int rebuild() {
        if (nowNs < retryDueNs) {
            return 0;
        }
        if (rebuild == null) {
            rebuild = new VenueRebuild(log, snapshotId, world, rebuildUpTo);
        }
        int work = rebuild.doWork(nowNs);
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
                snapshots.onInput();
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
                if (entry.body() instanceof VenueReport) {
                    snapshots.onInput();
                }
            }
        }

        @Override
        public void onConfirmed(Entry<VenueRecord> entry) {
            snapshots.onReadBack(entry.seq(), journal);
            if (phase == Phase.SERVING) {
                stream.confirmed(((VenueReport) entry.body()).input(), entry.offset());
            }
        }

        @Override
        public void onOwned(long epoch, List<VenueRecord> lost) {
            if (phase == Phase.JOINING) {
                progress.done(nowNs, journal.position() - from.position());
                serve();
            } else if (lost.isEmpty()) {
                core.beginEpoch(world);
                serve();
            } else {
                LOG.warn("venue lost {} records and builds its books anew from the journal", lost.size());
                phase = Phase.REBUILDING;
                rebuildUpTo = epoch;
                retryDueNs = Long.MIN_VALUE;
            }
        }

        @Override
        public void onBroken(String why) {
            require(phase == Phase.SERVING, "an append failed while %s: %s", phase, why);
            LOG.warn("venue cannot write its journal: {}", why);
            phase = Phase.BROKEN;
            snapshots.abandon();
            stream.stop();
        }

        @Override
        public void onLeft(String newOwner) {
            LOG.warn("venue leaves: {} owns the journal now", newOwner);
            takenBy = newOwner;
            phase = Phase.LEFT;
            stream.stop();
            snapshots.abandon();
            endRebuild();
        }
    }

    /** The books as they are in memory, which may be ahead of the journal. Ask again after each step: a rebuild replaces it. */
    public VenueView view() {
        return core;
    }

    /** How it stands to its journal, for {@code owners}. */
    @Override
    public List<PartitionStatus> statuses() {
        return List.of(new PartitionStatus(0, phase.owns, journal == null ? -1 : journal.epoch(), takenBy, 0));
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
        return journal == null ? 0 : journal.openProposals();
    }

    /** Walks all books and checks every invariant in them. */
    public void audit() {
        core.audit();
    }

    @Override
    public void close() {
        if (phase == Phase.SERVING) {
            snapshots.hurry();
            LastSnapshot.write(snapshots::pending, () -> log.poll() + readJournal() + snapshots.doWork(core, journal));
        }
        endStart();
        endRebuild();
        if (journal != null) {
            journal.close();
        }
        door.close();
        market.close();
        log.close();
    }
}
