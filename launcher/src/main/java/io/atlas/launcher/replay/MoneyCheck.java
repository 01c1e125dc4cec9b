package io.atlas.launcher.replay;

import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.Instrument;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerEntry.Posting;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Quarantine;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.World;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * I1, I2, I3 and I8 over the ledger of one partition, by the records alone: every entry moves between accounts exactly what its
 * cause says, every balance after it is the sum of all postings before, and every reservation what the open orders need.
 */
final class MoneyCheck {
    private static final BigInteger ONE = BigInteger.valueOf(100_000_000L);
    private static final String CLEARING = "CLEARING";

    private record Key(String account, String asset) {}

    /** What an account has of an asset, what of it its orders need, and what the entry in hand should move. */
    private static final class Holding {
        private long available;
        private long reserved;
        private long needed;
        private long moved;
        private long expected;
    }

    private final int partition;
    private final World world;
    private final Check check;
    private final Map<Key, Holding> holdings = new HashMap<>();
    private final Map<String, Map<String, Long>> borrow = new HashMap<>();
    private final Map<Long, HeldCheck> orders = new HashMap<>();
    private final Set<String> deposits = new HashSet<>();
    private final Set<Key> touched = new HashSet<>();

    MoneyCheck(int partition, World world, Check check) {
        this.partition = partition;
        this.world = world;
        this.check = check;
        world.groups()
                .forEach(group -> group.accounts().forEach(account -> borrow.put(account.name(), account.borrow())));
    }

    /** Price times quantity, exact. */
    static long amount(long qty, long px) {
        if (Math.multiplyHigh(qty, px) == 0 && qty * px >= 0) {
            return qty * px / 100_000_000L;
        }
        return BigInteger.valueOf(qty)
                .multiply(BigInteger.valueOf(px))
                .divide(ONE)
                .longValueExact();
    }

    /** The entry of a command. */
    void onCommand(long offset, Command command, LedgerEntry entry) {
        touched.clear();
        if (command instanceof NewOrder order) {
            Instrument instrument = world.instrumentOrNull(order.symbol());
            check.that(2, instrument != null, "no instrument %s in any configuration", order.symbol());
            HeldCheck held = new HeldCheck(order, instrument);
            orders.put(((long) partition << 48) + offset, held);
            grow(held);
        } else if (command instanceof ReplaceOrder replace) {
            HeldCheck held = orders.get(replace.orderId());
            if (held != null) {
                held.ask(replace);
                grow(held);
            }
        } else if (command instanceof Deposit deposit && deposits.add(deposit.depositId())) {
            expect(deposit.account(), deposit.asset(), deposit.amount());
            expect("EXTERNAL", deposit.asset(), -deposit.amount());
        }
        posted(entry);
    }

    /** The entry of an event. */
    void onEvent(OrdersChanged event, LedgerEntry entry) {
        touched.clear();
        for (OrderChange change : event.changes()) {
            if (change.kind() == OrderChange.Kind.QUARANTINED) {
                if (change.quarantine() == null && change.execution() != null) {
                    trade("SUSPENSE", change.order().symbol(), change.order().side(), change.execution());
                }
                continue;
            }
            if (change.kind() == OrderChange.Kind.TRADE) {
                trade(
                        change.order().account(),
                        change.order().symbol(),
                        change.order().side(),
                        change.execution());
            }
            HeldCheck held = orders.get(change.order().orderId());
            if (held != null) {
                if (change.kind() == OrderChange.Kind.REPLACED || change.kind() == OrderChange.Kind.REPLACE_REFUSED) {
                    held.answered(change.requestClOrdId());
                }
                held.now(change.order());
                grow(held);
                if (!held.open()) {
                    orders.remove(change.order().orderId());
                }
            }
        }
        for (Quarantine quarantine : event.quarantines()) {
            if (quarantine.trade() != null) {
                Quarantine.Leg leg = quarantine.trade();
                trade("SUSPENSE", leg.symbol(), leg.side(), leg.execution());
            }
        }
        posted(entry);
    }

    private void trade(String account, String symbol, Side side, OrderChange.Execution execution) {
        Instrument instrument = world.instrumentOrNull(symbol);
        if (instrument == null) {
            // Only a quarantined leg can name one that nobody knows: there is no asset to post.
            check.that(8, account.equals("SUSPENSE"), "a trade of %s, which no configuration knows", symbol);
            return;
        }
        long sign = side == Side.BUY ? 1 : -1;
        long qty = sign * execution.lastQty();
        long paid = sign * amount(execution.lastQty(), execution.lastPx());
        String other = execution.house() ? "HOUSE" : CLEARING;
        expect(account, instrument.base(), qty);
        expect(account, instrument.quote(), -paid);
        expect(other, instrument.base(), -qty);
        expect(other, instrument.quote(), paid);
    }

    private void grow(HeldCheck held) {
        long growth = held.growth();
        Holding holding = touched(held.account(), held.asset());
        holding.needed = Math.addExact(holding.needed, growth);
    }

    private void expect(String account, String asset, long amount) {
        Holding holding = touched(account, asset);
        holding.expected = Math.addExact(holding.expected, amount);
    }

    private Holding touched(String account, String asset) {
        Key key = new Key(account, asset);
        touched.add(key);
        return holdings.computeIfAbsent(key, any -> new Holding());
    }

    private void posted(LedgerEntry entry) {
        for (Posting posting : entry.postings()) {
            Holding holding = touched(posting.account(), posting.asset());
            holding.available = Math.addExact(holding.available, posting.availableAmount());
            holding.reserved = Math.addExact(holding.reserved, posting.reservedAmount());
            holding.moved =
                    Math.addExact(holding.moved, Math.addExact(posting.availableAmount(), posting.reservedAmount()));
            check.that(
                    1,
                    holding.available == posting.availableAfter() && holding.reserved == posting.reservedAfter(),
                    "%s (sum of all postings: available %d, reserved %d)",
                    posting,
                    holding.available,
                    holding.reserved);
            Map<String, Long> limits = borrow.get(posting.account());
            check.that(
                    3,
                    limits == null
                            || holding.reserved >= 0
                                    && Math.addExact(holding.available, limits.getOrDefault(posting.asset(), 0L)) >= 0,
                    "%s (borrow limit: %s)",
                    posting,
                    limits);
        }
        sumsToZero(entry);
        for (Key key : touched) {
            Holding holding = holdings.get(key);
            check.that(
                    8,
                    holding.moved == holding.expected,
                    "%s: %d is moved (its cause says: %d)",
                    key,
                    holding.moved,
                    holding.expected);
            check.that(
                    2,
                    holding.reserved == holding.needed,
                    "%s: reserved %d (its open orders need %d)",
                    key,
                    holding.reserved,
                    holding.needed);
            holding.moved = 0;
            holding.expected = 0;
        }
    }

    private void sumsToZero(LedgerEntry entry) {
        if (entry.postings().isEmpty()) {
            return;
        }
        Map<String, Long> sums = new HashMap<>();
        for (Posting posting : entry.postings()) {
            sums.merge(posting.asset(), posting.availableAmount() + posting.reservedAmount(), Math::addExact);
        }
        sums.forEach((asset, sum) -> check.that(1, sum == 0, "postings of %s sum to %d", asset, sum));
    }

    /** Adds what lies in CLEARING to {@code sums}, by asset. */
    void addClearing(Map<String, Long> sums) {
        holdings.forEach((key, holding) -> {
            if (key.account().equals(CLEARING)) {
                sums.merge(key.asset(), holding.available, Math::addExact);
            }
        });
    }
}
