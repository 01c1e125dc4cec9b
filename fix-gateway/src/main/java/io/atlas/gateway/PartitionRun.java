package io.atlas.gateway;

import io.atlas.domain.Command;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.World;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.ledger.LedgerFold;
import io.atlas.gateway.ledger.LedgerRows;
import io.atlas.gateway.order.Groups;
import io.atlas.gateway.order.OrderPartition;
import io.atlas.gateway.order.Proposals;
import io.atlas.gateway.risk.Touch;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.FoldState;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.OwnedPartition.Phase;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import io.atlas.wire.owners.OwnerState;
import io.atlas.wire.owners.PartitionStatus;
import io.atlas.wire.snapshot.RowReader;
import io.atlas.wire.snapshot.RowSource;
import io.atlas.wire.snapshot.SnapshotImage;
import io.atlas.wire.snapshot.SnapshotWriter;
import io.atlas.wire.snapshot.StartProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's hold on one partition, from the first record after its snapshot on. History goes through the fold, and the
 * overlay follows it. Once both topics are owned and every event that an earlier owner has seen or folded is in, the task is live: the overlay runs ahead of the fold, with
 * each event taken in only after the commands its OMS task had folded have been read back, so that both see one order.
 */
final class PartitionRun
        implements OwnedPartition.Listener<Command>,
                LedgerFold.Output,
                Proposals,
                PartitionSnapshots.Source,
                AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionRun.class);
    private static final int READ_LIMIT = 512;
    private static final String SEEN = "seen";

    private final int partition;
    private final OpeningDeposits deposits;
    private final String config;
    private final CommandLog log;
    private final String owner;
    private final LedgerFold fold;
    private final ReportGate gate;
    private final OrderPartition orders;
    private final StartProgress progress;
    private final Deque<Entry<OrderEvent>> arrived = new ArrayDeque<>();
    private OwnedPartition<Command> commands;
    private ValidReader<OrderEvent> events;
    private LedgerWriter ledgerWriter;
    private PartitionSnapshots snapshots;
    private long nowNs;
    private long inputs;
    private long history;
    private long eventsEnd;
    private long eventsSeen = -1;
    private long historySawEvents = -1;
    private boolean eventsHeld;
    private boolean ownedOnce;
    private boolean live;
    /** The opening deposits are in: before that an order would be refused for want of money that is there. */
    private boolean funded;
    /** The owner that took the partition; empty while nobody has. */
    private String takenBy = "";

    PartitionRun(
            int partition,
            World world,
            String config,
            GatewayConfig settings,
            Groups groups,
            Touch touch,
            ClientSessions sessions,
            CommandLog log,
            String owner) {
        this.partition = partition;
        this.deposits = new OpeningDeposits(world, partition, settings.partitions());
        this.config = config;
        this.log = log;
        this.owner = owner;
        this.gate = new ReportGate(sessions);
        this.orders =
                new OrderPartition(partition, world, new Ledger(world, settings.checked()), groups, touch, gate, this);
        this.fold = new LedgerFold(world, partition, this, settings.checked());
        this.progress = new StartProgress("gateway/" + partition);
    }

    /** Takes a row of its snapshot back. */
    void restore(RowReader row) {
        if (row.kind().equals(SEEN)) {
            eventsSeen = row.number("events");
            fold.restoreLastCommand(row.number("command"));
        } else if (!LedgerRows.restore(row, fold.ledger(), orders.overlay()) && !orders.restore(row)) {
            throw new IllegalStateException("snapshot of partition " + partition + ": unknown row " + row.kind());
        }
    }

    /** A session whose message store lacks reports from before the snapshot, or null. */
    String forgetfulSessionOrNull() {
        return orders.forgetfulSessionOrNull();
    }

    /**
     * Reads on from there.
     *
     * @throws CommandLog.LogUnavailable if the log cannot tell how long the history is
     */
    void begin(FoldState commandsFrom, FoldState eventsFrom, FoldState ledgerFrom, SnapshotWriter writer, long every) {
        orders.restored();
        eventsEnd = log.endOffset(Topics.EVENTS, partition);
        history = eventsEnd - eventsFrom.position() - 1;
        ledgerWriter = new LedgerWriter(partition, config, log, owner, ledgerFrom);
        events = new ValidReader<>(log, Topics.EVENTS, partition, new OrderEventCodec(), eventsFrom);
        commands = new OwnedPartition<>(
                log,
                Topics.COMMANDS,
                partition,
                new CommandCodec(),
                owner,
                follows -> new EpochStart(owner, follows, config),
                this,
                commandsFrom);
        history += commands.historyEnd() - commandsFrom.position() - 1;
        snapshots = new PartitionSnapshots(partition, writer, every, this);
    }

    int doWork(long now) {
        if (left()) {
            gate.drop();
            return 0;
        }
        nowNs = now;
        boolean room = ledgerWriter.hasRoom();
        int work = live || room && fold.hasRoomForCommands() ? commands.doWork(now) : 0;
        inputs += work;
        work += takeEvents(live || room && fold.hasRoomForEvents());
        work += fold.advance(eventsTakenTo(), noCommandBelow());
        work += ledgerWriter.doWork(now);
        if (live) {
            funded = funded || deposits.missing(orders.overlay(), eventsSeen).isEmpty();
            return work + snapshots.doWork(now);
        }
        progress.at(now, inputs, history);
        // Another owner may have come in the same step in which all was read.
        if (!left() && caughtUp()) {
            live = true;
            progress.done(now, inputs);
            orders.onLive(now);
            deposits.missing(orders.overlay(), eventsSeen).forEach(deposit -> propose(deposit, now, null));
        }
        return work;
    }

    private int takeEvents(boolean room) {
        int work = 0;
        if (room && !eventsHeld && arrived.size() < READ_LIMIT) {
            work = events.poll(arrived::addLast, READ_LIMIT);
            inputs += work;
        }
        while (!arrived.isEmpty() && commandsRead(arrived.peekFirst())) {
            Entry<OrderEvent> event = arrived.removeFirst();
            eventsSeen = event.offset();
            fold.onEvent(event);
            if (live && event.body() instanceof OrdersChanged) {
                orders.onEvent(event);
            }
            work++;
        }
        return work;
    }

    private boolean commandsRead(Entry<OrderEvent> event) {
        return !ownedOnce
                || !(event.body() instanceof OrdersChanged changed)
                || changed.commandsSeen() <= commands.position();
    }

    private long eventsTakenTo() {
        return arrived.isEmpty() ? events.position() : arrived.peekFirst().offset() - 1;
    }

    /** Up to which event it is certain that no command still comes which was decided without it. */
    private long noCommandBelow() {
        if (!ownedOnce || !takenBy.isEmpty()) {
            return -1;
        }
        Command oldest = commands.oldestOpenOrNull();
        return oldest == null ? eventsSeen : oldest.eventsSeen();
    }

    /** What comes after another owner did is that one's business: the client will send it there. */
    void onRequest(ClientRequest request, long now) {
        if (!left()) {
            nowNs = now;
            orders.onRequest(request, now);
        }
    }

    /**
     * It was not stepped for so long that another owner may have come. Nothing is told and nothing decided until the log
     * says whose the partition is.
     */
    void doubt(String why) {
        if (live && !left()) {
            gate.shut();
            commands.reclaim(why);
            ledgerWriter.reclaim(why);
        }
    }

    /** Whether it is certain enough whose the partition is to answer requests. */
    boolean certain() {
        return left() || gate.isOpen();
    }

    private boolean caughtUp() {
        // Clients may have heard of every event there was: an owner that knows less than they do would contradict them.
        long needed = Math.max(eventsEnd - 1, Math.max(historySawEvents, ledgerWriter.lastEventCause()));
        return ownedOnce && ledgerWriter.fenced() && events.position() >= needed && fold.waiting() == 0;
    }

    @Override
    public boolean ready() {
        return live && commands.phase() == Phase.OWNED && !left();
    }

    @Override
    public void propose(Command command, long now, byte[] stamps) {
        commands.propose(null, null, now, command, stamps);
    }

    @Override
    public long eventsSeen() {
        return eventsSeen;
    }

    @Override
    public void onHistory(Entry<Command> entry) {
        if (!(entry.body() instanceof EpochStart)) {
            historySawEvents = Math.max(historySawEvents, entry.body().eventsSeen());
        }
        fold.onCommand(entry);
    }

    @Override
    public void command(Entry<Command> input, LedgerEntry entry) {
        ledgerWriter.folded(new LogPosition(Topics.COMMANDS, partition, input.offset()), input.time(), entry);
        if (!live) {
            orders.onHistory(input);
        }
    }

    @Override
    public void event(Entry<OrderEvent> input, LedgerEntry entry) {
        ledgerWriter.folded(new LogPosition(Topics.EVENTS, partition, input.offset()), input.time(), entry);
        if (!live) {
            orders.onEvent(input);
        }
    }

    @Override
    public void onConfirmed(Entry<Command> entry) {
        fold.onCommand(entry);
        orders.onConfirmed(entry, nowNs);
    }

    @Override
    public void onOwned(long epoch, List<Command> lost) {
        ownedOnce = true;
        gate.open();
        LOG.info("orders.commands/{}: epoch {}, {} undecided settled", partition, epoch, lost.size());
        if (live) {
            orders.onOwned(lost, nowNs);
        }
    }

    @Override
    public void onBroken(String why) {
        LOG.warn("orders.commands/{}: nothing is sent until a new epoch is read: {}", partition, why);
    }

    @Override
    public void onLeft(String newOwner) {
        takenBy = newOwner;
        gate.drop();
        LOG.warn("orders.commands/{}: taken over by {}", partition, newOwner);
    }

    @Override
    public long inputs() {
        return inputs;
    }

    @Override
    public boolean settled() {
        return fold.waiting() == 0 && arrived.isEmpty();
    }

    @Override
    public void holdEvents(boolean hold) {
        eventsHeld = hold;
    }

    @Override
    public SnapshotImage image() {
        long command = fold.lastCommand();
        long event = eventsSeen;
        RowSource seen = RowSource.of(List.of(event), (out, each) -> out.start(SEEN)
                .number("events", each)
                .number("command", command)
                .end());
        return new SnapshotImage(
                List.of(
                        new SnapshotImage.Input(Topics.COMMANDS, partition, commands.state()),
                        new SnapshotImage.Input(Topics.EVENTS, partition, events.state())),
                orders.segments(),
                RowSource.all(seen, LedgerRows.of(fold.ledger()), orders.rows()));
    }

    @Override
    public void whenWritten(Consumer<FoldState> reached) {
        ledgerWriter.mark(reached);
    }

    /** Wants a last snapshot before the end; returns whether there is something to wait for. */
    boolean lastSnapshot(long now) {
        return live && !left() && snapshots.last(now);
    }

    long snapshotsWritten() {
        return snapshots.written();
    }

    /** Whether it knows what its history holds, or never will. */
    boolean started() {
        return funded || left();
    }

    /** How it stands, for {@code owners}. */
    PartitionStatus status() {
        OwnerState state = left()
                ? OwnerState.LEFT
                : !live
                        ? OwnerState.STARTING
                        : commands.phase() == Phase.OWNED ? OwnerState.RUNNING : OwnerState.IN_DOUBT;
        return new PartitionStatus(partition, state, commands.epoch(), takenBy, 0);
    }

    /** Whether another gateway owns the partition now. */
    boolean left() {
        return !takenBy.isEmpty() || ledgerWriter.left();
    }

    long readUpTo(String topic) {
        return topic.equals(Topics.EVENTS) ? events.position() : commands.position();
    }

    /** Nothing undecided, nothing unfolded, everything written. */
    boolean idle() {
        return commands.openProposals() == 0 && fold.waiting() == 0 && arrived.isEmpty() && ledgerWriter.waiting() == 0;
    }

    Ledger overlay() {
        return orders.overlay();
    }

    Ledger folded() {
        return fold.ledger();
    }

    long inertCount() {
        return commands.inertCount() + events.inertCount();
    }

    @Override
    public void close() {
        commands.close();
        events.close();
        ledgerWriter.close();
    }
}
