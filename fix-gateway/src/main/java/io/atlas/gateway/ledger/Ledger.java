package io.atlas.gateway.ledger;

import static io.atlas.domain.Invariant.require;

import io.atlas.domain.Deposit;
import io.atlas.domain.Instrument;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Execution;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Quarantine;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.World;
import io.atlas.gateway.ledger.LedgerRows.BalanceRow;
import io.atlas.gateway.ledger.LedgerRows.HeldRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The balances of one partition, moved by commands and order changes. Double entry: what a client pays for a fill goes to
 * HOUSE (a fill against the house) or CLEARING (a trade between clients: the other leg posts the opposite, perhaps in
 * another partition); deposits come from EXTERNAL; a quarantined fill goes to SUSPENSE.
 *
 * <p>Reservations follow from the orders: after each step an order holds exactly what {@link HeldOrder#need} says. Breaches
 * of I2 and I3 are {@link io.atlas.domain.Invariant.Broken}.
 */
public final class Ledger {
    public static final String EXTERNAL = "EXTERNAL";
    public static final String HOUSE = "HOUSE";
    public static final String CLEARING = "CLEARING";
    public static final String SUSPENSE = "SUSPENSE";

    private final boolean checked;
    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Map<String, Map<String, Balance>> balances = new HashMap<>();
    private final Map<String, Map<String, Long>> borrow = new HashMap<>();
    private final Set<String> depositIds = new HashSet<>();
    private final Long2ObjectHashMap<HeldOrder> open = new Long2ObjectHashMap<>();

    /** One that checks each step. */
    public Ledger(World world) {
        this(world, true);
    }

    /** @param checked whether I2 and I3 are checked; off only to measure what that costs */
    public Ledger(World world, boolean checked) {
        this.checked = checked;
        world.instruments().forEach(instrument -> instruments.put(instrument.symbol(), instrument));
        world.groups()
                .forEach(group -> group.accounts().forEach(account -> borrow.put(account.name(), account.borrow())));
    }

    /** Reserves for a new order. It is not known by its id until {@link #open}. */
    public HeldOrder reserve(NewOrder command, Postings postings) {
        Instrument instrument = instruments.get(command.symbol());
        String account = command.origin().account();
        HeldOrder order = new HeldOrder(
                instrument,
                command.side(),
                balance(account, instrument.base()),
                balance(account, instrument.quote()),
                command.px(),
                command.qty());
        require(
                !checked || order.need() == command.reservedAmount(),
                "I2: %s reserves %d (expected: %d)",
                command.origin().clOrdId(),
                command.reservedAmount(),
                order.need());
        adjust(order, postings);
        return order;
    }

    /** The order's command was read back at that position. */
    public void open(long orderId, HeldOrder order) {
        open.put(orderId, order);
    }

    /** The order never came to be: what it held is free again. */
    public void drop(HeldOrder order, Postings postings) {
        order.terms(0, 0, 0);
        adjust(order, postings);
    }

    /** Reserves what a replace may need in addition. Nothing happens if the order has ended. */
    public void reserve(ReplaceOrder command, Postings postings) {
        HeldOrder order = open.get(command.orderId());
        if (order != null) {
            order.pending(command.qty(), command.px());
            require(
                    !checked || order.need() - order.heldAmount() == command.reservedAmount(),
                    "I2: %s reserves %d (expected: %d)",
                    command.origin().clOrdId(),
                    command.reservedAmount(),
                    order.need() - order.heldAmount());
            adjust(order, postings);
        }
    }

    /** The replace never came to be. */
    public void drop(ReplaceOrder command, Postings postings) {
        HeldOrder order = open.get(command.orderId());
        if (order != null) {
            order.answered();
            adjust(order, postings);
        }
    }

    /** Money from outside; a deposit id counts once. */
    public void deposit(Deposit command, Postings postings) {
        if (depositIds.add(command.depositId())) {
            balance(command.account(), command.asset()).post(command.amount(), 0, postings);
            balance(EXTERNAL, command.asset()).post(-command.amount(), 0, postings);
        }
    }

    public boolean deposited(String depositId) {
        return depositIds.contains(depositId);
    }

    /** What became of orders, and what was set aside. */
    public void apply(OrdersChanged changed, Postings postings) {
        for (OrderChange change : changed.changes()) {
            apply(change, postings);
        }
        for (Quarantine quarantine : changed.quarantines()) {
            if (quarantine.trade() != null) {
                setAside(quarantine.trade(), postings);
            }
        }
    }

    /** What became of an order. */
    public void apply(OrderChange change, Postings postings) {
        switch (change.kind()) {
            case OPENED, PENDING_CANCEL, PENDING_REPLACE, CANCEL_REFUSED, ACCEPTED -> {}
            case TRADE -> trade(change, postings);
            case REJECTED, CANCELED, EXPIRED, REPLACED, REPLACE_REFUSED -> change(change, postings);
            case QUARANTINED -> quarantinedOfOld(change, postings);
        }
    }

    private void change(OrderChange change, Postings postings) {
        Order after = change.order();
        HeldOrder order = open.get(after.orderId());
        if (order == null) {
            // A replace refused because the order had ended: everything was released when it did.
            return;
        }
        if (change.kind() == OrderChange.Kind.REPLACED || change.kind() == OrderChange.Kind.REPLACE_REFUSED) {
            order.answered();
        }
        settle(order, after, postings);
    }

    private void trade(OrderChange change, Postings postings) {
        Order after = change.order();
        HeldOrder order = open.get(after.orderId());
        require(order != null, "trade on %s, which holds nothing", OrderIds.text(after.orderId()));
        Execution execution = change.execution();
        long paidAmount = order.instrument.amount(execution.lastPx(), execution.lastQty());
        String other = execution.house() ? HOUSE : CLEARING;
        // Release first: the payment comes out of what the order held.
        settle(order, after, postings);
        exchange(order.side, order.baseBalance, order.quoteBalance, other, execution.lastQty(), paidAmount, postings);
    }

    private void exchange(
            Side side, Balance base, Balance quote, String other, long qty, long paidAmount, Postings postings) {
        long sign = side == Side.BUY ? 1 : -1;
        base.post(sign * qty, 0, postings);
        quote.post(-sign * paidAmount, 0, postings);
        balance(other, base.asset).post(-sign * qty, 0, postings);
        balance(other, quote.asset).post(sign * paidAmount, 0, postings);
    }

    /** Records that are older than their quarantines have the trade in the change; the others' are told apart from it. */
    private void quarantinedOfOld(OrderChange change, Postings postings) {
        if (change.quarantine() == null && change.execution() != null) {
            Order order = change.order();
            setAside(new Quarantine.Leg(order.symbol(), order.side(), change.execution()), postings);
        }
    }

    /** The trade took place, perhaps; it is nobody's, so SUSPENSE stands in. */
    private void setAside(Quarantine.Leg leg, Postings postings) {
        Execution execution = leg.execution();
        Suspense moved = Suspense.ofOrNull(instruments.get(leg.symbol()), execution.lastQty(), execution.lastPx());
        if (moved == null) {
            return;
        }
        String other = execution.house() ? HOUSE : CLEARING;
        Balance base = balance(SUSPENSE, moved.instrument().base());
        Balance quote = balance(SUSPENSE, moved.instrument().quote());
        if (Suspense.fits(base, moved.qty())
                && Suspense.fits(quote, moved.paidAmount())
                && Suspense.fits(balance(other, base.asset), moved.qty())
                && Suspense.fits(balance(other, quote.asset), moved.paidAmount())) {
            exchange(leg.side(), base, quote, other, moved.qty(), moved.paidAmount(), postings);
        }
    }

    private void settle(HeldOrder order, Order after, Postings postings) {
        order.terms(after.px(), after.leavesQty(), after.cumQty());
        if (!after.open()) {
            order.answered();
            open.remove(after.orderId());
        }
        adjust(order, postings);
    }

    private void adjust(HeldOrder order, Postings postings) {
        long released = order.holdInstead(order.need());
        if (released != 0) {
            order.reservedBalance().post(released, -released, postings);
        }
    }

    private Balance balance(String account, String asset) {
        Map<String, Balance> ofAccount = balances.get(account);
        if (ofAccount == null) {
            ofAccount = new HashMap<>();
            balances.put(account, ofAccount);
        }
        Balance balance = ofAccount.get(asset);
        if (balance == null) {
            Map<String, Long> limits = borrow.get(account);
            long limit = limits == null ? 0 : limits.getOrDefault(asset, 0L);
            balance = new Balance(account, asset, checked && limits != null, limit);
            ofAccount.put(asset, balance);
        }
        return balance;
    }

    List<BalanceRow> balanceRows() {
        List<BalanceRow> rows = new ArrayList<>();
        balances.values().forEach(ofAccount -> ofAccount
                .values()
                .forEach(
                        each -> rows.add(new BalanceRow(each.account, each.asset, each.available(), each.reserved()))));
        return rows;
    }

    List<HeldRow> heldRows() {
        List<HeldRow> rows = new ArrayList<>(open.size());
        for (Map.Entry<Long, HeldOrder> each : open.entrySet()) {
            rows.add(each.getValue().row(each.getKey()));
        }
        return rows;
    }

    Set<String> depositIds() {
        return depositIds;
    }

    void restore(BalanceRow row) {
        balance(row.account(), row.asset()).post(row.availableAmount(), row.reservedAmount(), Postings.UNRECORDED);
    }

    /** Its reservation is among the balances already. */
    void restore(HeldRow row) {
        Instrument instrument = instruments.get(row.symbol());
        HeldOrder order = new HeldOrder(
                instrument,
                row.side(),
                balance(row.account(), instrument.base()),
                balance(row.account(), instrument.quote()),
                row.px(),
                row.leavesQty());
        order.terms(row.px(), row.leavesQty(), row.cumQty());
        if (row.replacePending()) {
            order.pending(row.pendingQty(), row.pendingPx());
        }
        order.holdInstead(order.need());
        open.put(row.orderId(), order);
    }

    void restoreDeposit(String depositId) {
        depositIds.add(depositId);
    }

    /** Free to use; negative where something is borrowed. */
    public long available(String account, String asset) {
        return balance(account, asset).available();
    }

    /** Held for open orders. */
    public long reserved(String account, String asset) {
        return balance(account, asset).reserved();
    }

    /** Available plus what may still be borrowed; never negative for a client. */
    public long spendable(String account, String asset) {
        return balance(account, asset).spendable();
    }

    /** The open order, or null. */
    public HeldOrder orderOrNull(long orderId) {
        return open.get(orderId);
    }

    public int openOrders() {
        return open.size();
    }
}
