package io.atlas.gateway;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LogPosition;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.World;
import io.atlas.domain.World.Account;
import io.atlas.domain.World.AccountGroup;
import io.atlas.domain.World.OpeningDeposit;
import io.atlas.gateway.client.ClientRequest;
import io.atlas.gateway.client.ClientSessions;
import io.atlas.gateway.ledger.Ledger;
import io.atlas.gateway.ledger.LedgerFold;
import io.atlas.gateway.order.Groups;
import io.atlas.gateway.order.OrderPartition;
import io.atlas.gateway.order.Proposals;
import io.atlas.gateway.risk.Touch;
import io.atlas.wire.json.CommandCodec;
import io.atlas.wire.json.OrderEventCodec;
import io.atlas.wire.log.CommandLog;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.OwnedPartition;
import io.atlas.wire.log.OwnedPartition.Phase;
import io.atlas.wire.log.Partitions;
import io.atlas.wire.log.Topics;
import io.atlas.wire.log.ValidReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's hold on one partition. History goes through the fold, and the overlay follows it. Once both topics are owned
 * and every event that an earlier owner has seen or folded is in, the task is live: the overlay runs ahead of the fold, with
 * each event taken in only after the commands its OMS task had folded have been read back, so that both see one order.
 */
final class PartitionTask implements OwnedPartition.Listener<Command>, LedgerFold.Output, Proposals, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionTask.class);
    private static final int READ_LIMIT = 512;

    private final int partition;
    private final World world;
    private final int partitions;
    private final OwnedPartition<Command> commands;
    private final ValidReader<OrderEvent> events;
    private final LedgerWriter ledgerWriter;
    private final LedgerFold fold;
    private final OrderPartition orders;
    private final Deque<Entry<OrderEvent>> arrived = new ArrayDeque<>();
    private long nowNs;
    private long eventsSeen = -1;
    private long historySawEvents = -1;
    private boolean ownedOnce;
    private boolean live;
    private boolean left;

    PartitionTask(
            int partition,
            World world,
            String config,
            int partitions,
            Groups groups,
            Touch touch,
            ClientSessions sessions,
            CommandLog log,
            String owner) {
        this.partition = partition;
        this.world = world;
        this.partitions = partitions;
        this.orders = new OrderPartition(partition, world, groups, touch, sessions, this);
        this.ledgerWriter = new LedgerWriter(partition, world, config, log, owner);
        this.fold = new LedgerFold(world, partition, this);
        this.events = new ValidReader<>(log, Topics.EVENTS, partition, new OrderEventCodec());
        this.commands = new OwnedPartition<>(
                log,
                Topics.COMMANDS,
                partition,
                new CommandCodec(),
                owner,
                follows -> new EpochStart(owner, follows, config),
                this);
    }

    int doWork(long now) {
        nowNs = now;
        int work = commands.doWork(now);
        work += takeEvents();
        work += fold.advance(eventsTakenTo(), noCommandBelow());
        work += ledgerWriter.doWork(now);
        if (!live && caughtUp()) {
            live = true;
            orders.onLive(now);
            proposeOpeningDeposits();
        }
        return work;
    }

    private int takeEvents() {
        int work = arrived.size() < READ_LIMIT ? events.poll(arrived::addLast, READ_LIMIT) : 0;
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
        return !live
                || !(event.body() instanceof OrdersChanged changed)
                || changed.commandsSeen() <= commands.position();
    }

    private long eventsTakenTo() {
        return arrived.isEmpty() ? events.position() : arrived.peekFirst().offset() - 1;
    }

    /** Up to which event it is certain that no command still comes which was decided without it. */
    private long noCommandBelow() {
        if (!ownedOnce || left) {
            return -1;
        }
        Command oldest = commands.oldestOpenOrNull();
        return oldest == null ? eventsSeen : oldest.eventsSeen();
    }

    void onRequest(ClientRequest request, long now) {
        nowNs = now;
        orders.onRequest(request, now);
    }

    private boolean caughtUp() {
        long needed = Math.max(historySawEvents, ledgerWriter.lastEventCause());
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

    private void proposeOpeningDeposits() {
        for (AccountGroup group : world.groups()) {
            if (Partitions.of(group.name(), partitions) == partition) {
                for (Account account : group.accounts()) {
                    account.deposits().forEach(deposit -> proposeDeposit(account, deposit));
                }
            }
        }
    }

    private void proposeDeposit(Account account, OpeningDeposit deposit) {
        if (!orders.overlay().deposited(deposit.id())) {
            propose(
                    new Deposit(deposit.id(), account.name(), deposit.asset(), deposit.amount(), eventsSeen),
                    nowNs,
                    null);
        }
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
        LOG.info("orders.commands/{}: epoch {}, {} undecided settled", partition, epoch, lost.size());
        if (live) {
            orders.onOwned(lost, nowNs);
        }
    }

    @Override
    public void onBroken(String why) {
        LOG.warn("orders.commands/{}: append failed, nothing is sent until a new epoch is read: {}", partition, why);
    }

    @Override
    public void onLeft(String newOwner) {
        left = true;
        LOG.warn("orders.commands/{}: taken over by {}", partition, newOwner);
    }

    /** Whether it knows what its history holds, or never will. */
    boolean started() {
        return live || left();
    }

    /** Whether another gateway owns the partition now. */
    boolean left() {
        return left || ledgerWriter.left();
    }

    /** Nothing undecided, nothing unfolded, everything written. */
    boolean idle() {
        return commands.openProposals() == 0 && fold.waiting() == 0 && arrived.isEmpty() && ledgerWriter.waiting() == 0;
    }

    /** Balances as decisions see them. */
    Ledger overlay() {
        return orders.overlay();
    }

    /** Balances as the log has them. */
    Ledger folded() {
        return fold.ledger();
    }

    /** Records of the owned topics that did nothing. */
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
