package io.atlas.gateway.ledger;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.World;
import io.atlas.wire.log.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The fold of one partition's commands and events into ledger entries, in the one order live and replay share: for each
 * command first all events up to its {@code eventsSeen}, then the command; an event only after all commands up to its
 * {@code commandsSeen}. Events that no command has seen yet are folded when it is certain that none will come before them.
 */
public final class LedgerFold {
    /** Told of each folded input, in order; the entry may be without postings. */
    public interface Output {
        void command(Entry<Command> input, LedgerEntry entry);

        void event(Entry<OrderEvent> input, LedgerEntry entry);
    }

    private static final int MAX_WAITING = 2_000;

    private final boolean checked;
    private final int partition;
    private final Ledger ledger;
    private final Output output;
    private final Deque<Entry<Command>> commands = new ArrayDeque<>();
    private final Deque<Entry<OrderEvent>> events = new ArrayDeque<>();
    private final List<Posting> postings = new ArrayList<>();
    private final Postings recorded = this::posted;
    private final AssetSums sums = new AssetSums();
    private long lastCommand = -1;
    private long eventsRead = -1;

    /** One that checks each step. */
    public LedgerFold(World world, int partition, Output output) {
        this(world, partition, output, true);
    }

    /** @param checked whether I1 to I3 are checked; off only to measure what that costs */
    public LedgerFold(World world, int partition, Output output, boolean checked) {
        this.checked = checked;
        this.partition = partition;
        this.ledger = new Ledger(world, checked);
        this.output = output;
    }

    /** The offset of the last command folded, -1 for none. */
    public long lastCommand() {
        return lastCommand;
    }

    /** Goes on after that command, with the ledger as it was then. */
    public void restoreLastCommand(long offset) {
        lastCommand = offset;
    }

    /**
     * Whether more of the history should be handed over. Each input waits for those of the other topic that came before it, never
     * for later ones of its own: so a start that bounds both holds little in memory and never stands still.
     */
    public boolean hasRoomForCommands() {
        return commands.size() < MAX_WAITING;
    }

    /** As above, of events. */
    public boolean hasRoomForEvents() {
        return events.size() < MAX_WAITING;
    }

    /** A command was read back, in order. */
    public void onCommand(Entry<Command> entry) {
        commands.addLast(entry);
    }

    /** An event has arrived, in order. */
    public void onEvent(Entry<OrderEvent> entry) {
        if (!(entry.body() instanceof EpochStart)) {
            events.addLast(entry);
        }
    }

    /**
     * Folds what can be folded.
     *
     * @param eventsReadTo every event up to that offset has been handed over
     * @param eventsSeenBelow no command is still to come that has seen fewer events than up to this offset
     */
    public int advance(long eventsReadTo, long eventsSeenBelow) {
        eventsRead = eventsReadTo;
        int folded = 0;
        while (foldCommand() || foldEvent(eventsSeenBelow)) {
            folded++;
        }
        return folded;
    }

    private boolean foldCommand() {
        Entry<Command> command = commands.peekFirst();
        if (command == null) {
            return false;
        }
        long eventsSeen = command.body().eventsSeen();
        Entry<OrderEvent> event = events.peekFirst();
        if (eventsSeen > eventsRead || event != null && event.offset() <= eventsSeen) {
            return event != null && event.offset() <= eventsSeen && fold(events.removeFirst());
        }
        commands.removeFirst();
        lastCommand = command.offset();
        if (!(command.body() instanceof EpochStart)) {
            apply(command);
            output.command(command, entry());
        }
        return true;
    }

    private boolean foldEvent(long eventsSeenBelow) {
        Entry<OrderEvent> event = events.peekFirst();
        return commands.isEmpty() && event != null && event.offset() <= eventsSeenBelow && fold(events.removeFirst());
    }

    private boolean fold(Entry<OrderEvent> event) {
        OrdersChanged changed = (OrdersChanged) event.body();
        require(
                changed.commandsSeen() <= lastCommand,
                "rule 10: event %d has seen command %d, the fold %d",
                event.offset(),
                changed.commandsSeen(),
                lastCommand);
        ledger.apply(changed, recorded);
        output.event(event, entry());
        return true;
    }

    private void apply(Entry<Command> entry) {
        Command command = entry.body();
        if (command instanceof NewOrder order) {
            ledger.open(OrderIds.of(partition, entry.offset()), ledger.reserve(order, recorded));
        } else if (command instanceof ReplaceOrder replace) {
            ledger.reserve(replace, recorded);
        } else if (command instanceof Deposit deposit) {
            ledger.deposit(deposit, recorded);
        }
    }

    private void posted(String account, String asset, long available, long reserved, long availableAfter, long after) {
        postings.add(new Posting(account, asset, available, reserved, availableAfter, after));
    }

    private LedgerEntry entry() {
        if (checked && !postings.isEmpty()) {
            requireBalanced();
        }
        LedgerEntry entry = new LedgerEntry(postings);
        postings.clear();
        return entry;
    }

    /** I1: the postings of one input sum to zero per asset, so the sum over all accounts stays zero. */
    private void requireBalanced() {
        sums.clear();
        for (Posting posting : postings) {
            sums.add(posting.asset(), posting.availableAmount() + posting.reservedAmount());
        }
        String asset = sums.unbalancedOrNull();
        require(asset == null, "I1: %s left over: %d, postings: %s", asset, sums.of(asset), postings);
    }

    /** Inputs that have arrived and are not folded yet. */
    public int waiting() {
        return commands.size() + events.size();
    }

    public Ledger ledger() {
        return ledger;
    }
}
