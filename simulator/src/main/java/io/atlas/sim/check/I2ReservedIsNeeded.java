package io.atlas.sim.check;

import io.atlas.domain.Command;
import io.atlas.domain.Instrument;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.World;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * I2: reserved(account, asset) is the sum of what its open orders need, after every entry of the ledger. The orders follow
 * the inputs in the order in which the ledger names them as causes; that order is checked against rule 10 as well.
 */
final class I2ReservedIsNeeded extends Checker {
    private record Key(String account, String asset) {}

    private static final class Partition {
        private final Map<Long, HeldModel> orders = new HashMap<>();
        private long lastCommand = -1;
        private long lastEvent = -1;
        private long sawEvents = -1;
    }

    private final World world;
    private final LogIndex index;
    private final Partition[] partitions;
    private final Map<Key, BigInteger> needed = new HashMap<>();
    private final Map<Key, Long> reserved = new HashMap<>();
    private final Set<Key> touched = new HashSet<>();

    I2ReservedIsNeeded(World world, LogIndex index) {
        super("I2");
        this.world = world;
        this.index = index;
        this.partitions = new Partition[index.partitions()];
        for (int p = 0; p < partitions.length; p++) {
            partitions[p] = new Partition();
        }
    }

    @Override
    void onLedger(int p, Entry<LedgerEntry> entry) {
        LogPosition cause = entry.cause();
        check(cause != null && cause.partition() == p && index.has(cause), "cause %s is no valid record here", cause);
        touched.clear();
        if (cause.topic().equals(Topics.COMMANDS)) {
            command(p, cause.offset(), index.commandOrNull(p, cause.offset()).body());
        } else {
            event(p, cause.offset(), index.eventOrNull(p, cause.offset()).body());
        }
        for (Posting posting : entry.body().postings()) {
            Key key = new Key(posting.account(), posting.asset());
            reserved.put(key, posting.reservedAfter());
            touched.add(key);
        }
        for (Key key : touched) {
            BigInteger need = needed.getOrDefault(key, BigInteger.ZERO);
            long held = reserved.getOrDefault(key, 0L);
            check(need.equals(BigInteger.valueOf(held)), "%s: reserved %d (its open orders need %s)", key, held, need);
        }
    }

    private void command(int p, long offset, Command command) {
        Partition partition = partitions[p];
        check(offset > partition.lastCommand, "command %d folded after %d", offset, partition.lastCommand);
        check(
                nextAfter(p, Topics.COMMANDS, partition.lastCommand) == offset,
                "command %d folded after %d, skipping one",
                offset,
                partition.lastCommand);
        long seen = Facts.eventsSeen(command);
        long next = nextAfter(p, Topics.EVENTS, partition.lastEvent);
        check(next > seen, "rule 10: command %d had seen event %d, event %d is not folded", offset, seen, next);
        partition.sawEvents = Math.max(partition.sawEvents, seen);
        check(
                partition.lastEvent <= partition.sawEvents,
                "rule 10: command %d is folded after event %d, which it had not seen",
                offset,
                partition.lastEvent);
        partition.lastCommand = offset;
        if (command instanceof NewOrder order) {
            Instrument instrument = world.instrumentOrNull(order.symbol());
            HeldModel held = new HeldModel(order, instrument);
            partition.orders.put(Facts.orderId(p, offset), held);
            changed(held, BigInteger.ZERO);
        } else if (command instanceof ReplaceOrder replace) {
            HeldModel held = partition.orders.get(replace.orderId());
            if (held != null) {
                BigInteger before = held.need();
                held.ask(replace);
                changed(held, before);
            }
        }
    }

    private void event(int p, long offset, OrdersChanged event) {
        Partition partition = partitions[p];
        check(
                nextAfter(p, Topics.EVENTS, partition.lastEvent) == offset,
                "event %d folded after %d",
                offset,
                partition.lastEvent);
        check(
                event.commandsSeen() <= partition.lastCommand,
                "rule 10: event %d had seen command %d, the fold %d",
                offset,
                event.commandsSeen(),
                partition.lastCommand);
        partition.lastEvent = offset;
        for (OrderChange change : event.changes()) {
            HeldModel held = partition.orders.get(change.order().orderId());
            if (held == null || change.kind() == OrderChange.Kind.QUARANTINED) {
                continue;
            }
            BigInteger before = held.need();
            if (change.kind() == OrderChange.Kind.REPLACED || change.kind() == OrderChange.Kind.REPLACE_REFUSED) {
                held.answered(change.requestClOrdId());
            }
            held.now(change.order());
            changed(held, before);
            if (!held.open()) {
                partition.orders.remove(change.order().orderId());
            }
        }
    }

    /** The offset of the next valid record; {@link Long#MAX_VALUE} if there is none yet. */
    private long nextAfter(int p, String topic, long offset) {
        return topic.equals(Topics.COMMANDS)
                ? Facts.nextAfter(index.commands(p), offset)
                : Facts.nextAfter(index.events(p), offset);
    }

    private void changed(HeldModel held, BigInteger before) {
        Key key = new Key(held.account(), held.asset());
        needed.merge(key, held.need().subtract(before), BigInteger::add);
        touched.add(key);
    }

    @Override
    void atEnd(boolean closed) {
        int open = 0;
        for (int p = 0; p < partitions.length; p++) {
            long command = nextAfter(p, Topics.COMMANDS, partitions[p].lastCommand);
            long event = nextAfter(p, Topics.EVENTS, partitions[p].lastEvent);
            check(command == Long.MAX_VALUE, "command %d/%d has no ledger entry", p, command);
            check(event == Long.MAX_VALUE, "event %d/%d has no ledger entry", p, event);
            Set<Long> left = new HashSet<>(partitions[p].orders.keySet());
            open += left.size();
            left.removeIf(index::spoiled);
            check(!closed || left.isEmpty(), "open at the end: %s", left);
        }
        if (closed && open == 0) {
            reserved.forEach((key, held) -> check(held == 0, "%s: reserved %d at the end", key, held));
        }
    }
}
