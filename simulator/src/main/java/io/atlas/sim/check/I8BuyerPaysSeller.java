package io.atlas.sim.check;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.Instrument;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Side;
import io.atlas.domain.World;
import io.atlas.wire.log.Entry;
import io.atlas.wire.log.Topics;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * I8: what the buyer pays the seller gets. Every entry moves between accounts exactly what its cause says: a trade's amount
 * between the order's account and HOUSE or CLEARING, a deposit from EXTERNAL, and nothing else. CLEARING over all partitions
 * is what trades have settled with one leg only, 0 when both legs of all are in.
 */
final class I8BuyerPaysSeller extends Checker {
    private static final BigInteger UNIT = BigInteger.valueOf(100_000_000L);

    private final World world;
    private final LogIndex index;
    private final Set<String> deposits = new HashSet<>();
    private final Map<String, Long> clearing = new TreeMap<>();
    private final Map<String, Long> expected = new TreeMap<>();
    private final Map<String, Long> moved = new TreeMap<>();
    private final Map<String, Map<String, Long>> halfSettled = new TreeMap<>();

    I8BuyerPaysSeller(World world, LogIndex index) {
        super("I8");
        this.world = world;
        this.index = index;
    }

    @Override
    void onLedger(int p, Entry<LedgerEntry> entry) {
        expected.clear();
        moved.clear();
        if (entry.cause().topic().equals(Topics.COMMANDS)) {
            command(index.commandOrNull(p, entry.cause().offset()).body());
        } else {
            OrdersChanged event = index.eventOrNull(p, entry.cause().offset()).body();
            event.changes().stream()
                    .filter(change -> change.kind() == OrderChange.Kind.TRADE)
                    .forEach(this::trade);
            event.quarantines().stream()
                    .filter(quarantine -> quarantine.trade() != null)
                    .forEach(this::setAside);
        }
        for (Posting posting : entry.body().postings()) {
            long amount = Math.addExact(posting.availableAmount(), posting.reservedAmount());
            add(moved, posting.account() + " " + posting.asset(), amount);
            if (posting.account().equals("CLEARING")) {
                clearing.merge(posting.asset(), amount, Math::addExact);
            }
        }
        check(moved.equals(expected), "moves %s (its cause: %s)", moved, expected);
        if (!entry.body().postings().isEmpty()) {
            checkClearing();
        }
    }

    private void command(Command command) {
        if (command instanceof Deposit deposit && deposits.add(deposit.depositId())) {
            add(expected, deposit.account() + " " + deposit.asset(), deposit.amount());
            add(expected, "EXTERNAL " + deposit.asset(), -deposit.amount());
        }
    }

    private void trade(OrderChange change) {
        exchange(
                change.order().account(),
                change.order().symbol(),
                change.order().side(),
                change.execution());
    }

    /** What cannot be changes nobody's balance: SUSPENSE stands in. */
    private void setAside(Quarantine quarantine) {
        Quarantine.Leg leg = quarantine.trade();
        if (world.instrumentOrNull(leg.symbol()) != null) {
            exchange("SUSPENSE", leg.symbol(), leg.side(), leg.execution());
        }
    }

    private void exchange(String account, String symbol, Side side, OrderChange.Execution execution) {
        Instrument instrument = world.instrumentOrNull(symbol);
        long qty = execution.lastQty();
        long paid = BigInteger.valueOf(qty)
                .multiply(BigInteger.valueOf(execution.lastPx()))
                .divide(UNIT)
                .longValueExact();
        int sign = side == Side.BUY ? 1 : -1;
        String other = execution.house() ? "HOUSE" : "CLEARING";
        add(expected, account + " " + instrument.base(), sign * qty);
        add(expected, account + " " + instrument.quote(), -sign * paid);
        add(expected, other + " " + instrument.base(), -sign * qty);
        add(expected, other + " " + instrument.quote(), sign * paid);
        if (!execution.house()) {
            Map<String, Long> half = halfSettled.computeIfAbsent(execution.tradeId(), any -> new TreeMap<>());
            add(half, instrument.base(), -sign * qty);
            add(half, instrument.quote(), sign * paid);
            if (half.isEmpty()) {
                halfSettled.remove(execution.tradeId());
            }
        }
    }

    private void checkClearing() {
        Map<String, Long> open = new TreeMap<>();
        halfSettled.values().forEach(half -> half.forEach((asset, amount) -> add(open, asset, amount)));
        clearing.values().removeIf(amount -> amount == 0);
        check(clearing.equals(open), "CLEARING %s (trades with one leg settled: %s)", clearing, halfSettled);
    }

    private static void add(Map<String, Long> sums, String key, long amount) {
        long sum = sums.merge(key, amount, Math::addExact);
        if (sum == 0) {
            sums.remove(key);
        }
    }

    @Override
    void atEnd(boolean closed) {
        check(halfSettled.isEmpty(), "one leg only: %s", halfSettled);
    }
}
