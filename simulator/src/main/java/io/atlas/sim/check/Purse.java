package io.atlas.sim.check;

import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instrument;
import io.atlas.domain.World;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The money of one partition as its clients can work it out on paper: what they own, and what their open orders may still
 * cost at worst. Decimal text in, plain arithmetic inside; nothing of the ledger is used.
 */
final class Purse {
    private record Key(String account, String asset) {}

    /** An order on paper. */
    static final class Paper {
        private final String account;
        private final Instrument instrument;
        private final boolean buy;
        private BigDecimal qty;
        private BigDecimal px;
        private BigDecimal cumQty = BigDecimal.ZERO;
        private BigDecimal held = BigDecimal.ZERO;
        private String pendingId;
        private BigDecimal pendingQty;
        private BigDecimal pendingPx;
        private boolean open = true;
        private String group;

        Paper(String account, Instrument instrument, boolean buy, BigDecimal qty, BigDecimal px) {
            this.account = account;
            this.instrument = instrument;
            this.buy = buy;
            this.qty = qty;
            this.px = px;
        }

        boolean open() {
            return open;
        }

        /** Whether it has been asked to change and has no answer yet. */
        boolean pending() {
            return pendingId != null;
        }

        BigDecimal cumQty() {
            return cumQty;
        }

        BigDecimal leavesQty() {
            return open ? qty.subtract(cumQty) : BigDecimal.ZERO;
        }

        /** Whether both hold the same money. */
        boolean rivals(Paper other) {
            return reservedIn().equals(other.reservedIn());
        }

        private Key reservedIn() {
            return new Key(account, buy ? instrument.quote() : instrument.base());
        }

        /** Every way in which the leaves may trade before a pending change and after it; the dearest counts. */
        private BigDecimal worst() {
            if (!open) {
                return BigDecimal.ZERO;
            }
            BigDecimal leaves = leavesQty();
            if (pendingId == null) {
                return cost(leaves, px);
            }
            BigDecimal wanted = pendingQty.subtract(cumQty).max(BigDecimal.ZERO);
            BigDecimal worst = cost(leaves, px);
            for (BigDecimal before : new BigDecimal[] {BigDecimal.ZERO, leaves.min(wanted)}) {
                worst = worst.max(cost(before, px).add(cost(wanted.subtract(before), pendingPx)));
            }
            return wanted.compareTo(leaves) <= 0
                    ? worst
                    : worst.max(cost(leaves, px).add(cost(wanted.subtract(leaves), pendingPx)));
        }

        private BigDecimal cost(BigDecimal quantity, BigDecimal price) {
            return buy ? quantity.multiply(price) : quantity;
        }
    }

    private final Map<Key, BigDecimal> owned = new HashMap<>();
    private final Map<Key, BigDecimal> held = new HashMap<>();
    private final Map<Key, BigDecimal> credit = new HashMap<>();
    private final Map<String, Integer> openOrders = new HashMap<>();

    Purse(World world) {
        for (World.AccountGroup group : world.groups()) {
            for (World.Account account : group.accounts()) {
                account.borrow().forEach((asset, most) -> credit.put(new Key(account.name(), asset), decimal(most)));
            }
        }
    }

    static BigDecimal decimal(long scaled) {
        return new BigDecimal(FixedPoint.format(scaled));
    }

    void deposit(String account, String asset, BigDecimal amount) {
        owned.merge(new Key(account, asset), amount, BigDecimal::add);
    }

    void open(Paper order, String group) {
        order.group = group;
        openOrders.merge(group, 1, Integer::sum);
        adjust(order);
    }

    void ask(Paper order, String requestId, BigDecimal qty, BigDecimal px) {
        order.pendingId = requestId;
        order.pendingQty = qty;
        order.pendingPx = px;
        adjust(order);
    }

    /** A change was refused, or is in force. */
    void answered(Paper order, String requestId) {
        if (requestId.equals(order.pendingId)) {
            order.pendingId = null;
            adjust(order);
        }
    }

    void terms(Paper order, BigDecimal qty, BigDecimal px) {
        order.qty = qty;
        order.px = px;
        adjust(order);
    }

    void filled(Paper order, BigDecimal qty, BigDecimal px) {
        order.cumQty = order.cumQty.add(qty);
        BigDecimal sign = order.buy ? BigDecimal.ONE : BigDecimal.ONE.negate();
        owned.merge(new Key(order.account, order.instrument.base()), sign.multiply(qty), BigDecimal::add);
        owned.merge(
                new Key(order.account, order.instrument.quote()),
                sign.multiply(qty).multiply(px).negate(),
                BigDecimal::add);
        adjust(order);
    }

    void ended(Paper order) {
        if (order.open) {
            order.open = false;
            order.pendingId = null;
            openOrders.merge(order.group, -1, Integer::sum);
            adjust(order);
        }
    }

    private void adjust(Paper order) {
        BigDecimal now = order.worst();
        held.merge(order.reservedIn(), now.subtract(order.held), BigDecimal::add);
        order.held = now;
    }

    int openOrders(String group) {
        return openOrders.getOrDefault(group, 0);
    }

    /** What the order would have to find for itself. */
    BigDecimal spendable(Paper order) {
        Key key = order.reservedIn();
        return available(key).add(credit.getOrDefault(key, BigDecimal.ZERO));
    }

    BigDecimal need(Paper order) {
        return order.worst();
    }

    /** What a change would cost beyond what is held. */
    BigDecimal needInAddition(Paper order, BigDecimal qty, BigDecimal px) {
        String before = order.pendingId;
        order.pendingId = "asked";
        order.pendingQty = qty;
        order.pendingPx = px;
        BigDecimal more = order.worst().subtract(order.held);
        order.pendingId = before;
        return more;
    }

    private BigDecimal available(Key key) {
        return owned.getOrDefault(key, BigDecimal.ZERO).subtract(held.getOrDefault(key, BigDecimal.ZERO));
    }

    BigDecimal available(String account, String asset) {
        return available(new Key(account, asset));
    }

    /** Every account and asset that anything was ever paid into. */
    void forEach(BiConsumer<String, String> visitor) {
        owned.keySet().forEach(key -> visitor.accept(key.account(), key.asset()));
    }

    BigDecimal held(String account, String asset) {
        return held.getOrDefault(new Key(account, asset), BigDecimal.ZERO);
    }

    /** The first account and asset of which more is spent or held than is there and may be borrowed; null if none. */
    String overcommittedOrNull() {
        String inHeld = overcommittedOrNull(held);
        return inHeld != null ? inHeld : overcommittedOrNull(owned);
    }

    private String overcommittedOrNull(Map<Key, BigDecimal> among) {
        for (Key key : among.keySet()) {
            if (available(key).add(credit.getOrDefault(key, BigDecimal.ZERO)).signum() < 0) {
                return key + ": " + available(key);
            }
        }
        return null;
    }
}
