package io.atlas.wire.json;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.Deposit;
import io.atlas.domain.EpochStart;
import io.atlas.domain.Instruction;
import io.atlas.domain.LedgerEntry;
import io.atlas.domain.LedgerRecord;
import io.atlas.domain.LogPosition;
import io.atlas.domain.MarketView;
import io.atlas.domain.NewOrder;
import io.atlas.domain.OrdStatus;
import io.atlas.domain.OrdType;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderEvent;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Origin;
import io.atlas.domain.Quarantine;
import io.atlas.domain.Reason;
import io.atlas.domain.Rejected;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.TimeInForce;
import io.atlas.domain.VenueRecord;
import io.atlas.domain.VenueReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Bodies of every kind, from a seed: with odd texts, extreme numbers and, where they may be missing, missing fields. */
final class RandomBodies {
    private static final String[] TEXTS = {
        "", "NONE", "ALGO1-1", "\"quoted\\\"", "tab\t\n\u0000\u001f", "Zürich € 測試", "\uD83D\uDE80", "{\"v\":1}", " "
    };

    private final Random random;

    RandomBodies(long seed) {
        this.random = new Random(seed);
    }

    Command command() {
        return pick(this::start, this::newOrder, this::cancelOrder, this::replaceOrder, this::rejected, this::deposit);
    }

    OrderEvent orderEvent() {
        return random.nextInt(8) == 0
                ? start()
                : new OrdersChanged(position(), list(this::change), list(this::quarantine));
    }

    VenueRecord venueRecord() {
        return random.nextInt(8) == 0
                ? start()
                : new VenueReport(random.nextLong(), random.nextLong(), orNull(this::instruction), list(this::outcome));
    }

    LedgerRecord ledgerRecord() {
        return random.nextInt(8) == 0 ? start() : new LedgerEntry(list(this::posting));
    }

    LogPosition cause() {
        return orNull(() -> new LogPosition("orders.commands", random.nextInt(64), random.nextInt(1 << 30)));
    }

    long position() {
        return random.nextInt(1_000_000) - 1L;
    }

    private EpochStart start() {
        return new EpochStart(text(), position(), "{\"name\":\"demo\", \"nested\":{\"a\":[1,2.5,null]},\"ü\":\"}\"}");
    }

    private NewOrder newOrder() {
        return new NewOrder(
                origin(),
                text(),
                one(Side.values()),
                one(OrdType.values()),
                one(TimeInForce.values()),
                amount(),
                amount(),
                amount(),
                orNull(this::market),
                random.nextBoolean(),
                position());
    }

    private CancelOrder cancelOrder() {
        return new CancelOrder(origin(), text(), id(), text(), one(Side.values()), position());
    }

    private ReplaceOrder replaceOrder() {
        return new ReplaceOrder(
                origin(),
                text(),
                id(),
                text(),
                one(Side.values()),
                amount(),
                amount(),
                amount(),
                orNull(this::market),
                position());
    }

    private Rejected rejected() {
        return new Rejected(
                new Origin(text(), random.nextInt(), text(), orNull(this::text), orNull(this::text)),
                one(Rejected.Request.values()),
                orNull(this::text),
                orNull(() -> new Rejected.Terms(
                        orNull(this::text),
                        orNull(() -> one(Side.values())),
                        orNull(() -> one(OrdType.values())),
                        orNull(() -> one(TimeInForce.values())),
                        amount(),
                        amount())),
                orNull(() -> new Rejected.Existing(id(), one(OrdStatus.values()), amount(), amount())),
                one(Reason.values()),
                orNull(this::text),
                position());
    }

    private Deposit deposit() {
        return new Deposit(text(), text(), text(), amount(), position());
    }

    private Origin origin() {
        return new Origin(text(), random.nextInt(), text(), text(), text());
    }

    private MarketView market() {
        return new MarketView(amount(), amount(), random.nextLong());
    }

    private OrderChange change() {
        return new OrderChange(
                one(OrderChange.Kind.values()),
                order(),
                orNull(this::text),
                one(Reason.values()),
                orNull(this::execution),
                orNull(this::quarantine));
    }

    private OrderChange.Execution execution() {
        return new OrderChange.Execution(text(), amount(), amount(), random.nextBoolean(), random.nextBoolean());
    }

    private Quarantine quarantine() {
        return new Quarantine(
                one(Quarantine.Why.values()),
                text(),
                id(),
                id(),
                orNull(() -> new Quarantine.Leg(text(), one(Side.values()), execution())));
    }

    private Order order() {
        OrderState state = one(OrderState.values());
        long cumQty = random.nextInt(1000);
        long leavesQty = 1 + random.nextInt(1000);
        return new Order(
                id(),
                text(),
                text(),
                text(),
                one(Side.values()),
                one(OrdType.values()),
                one(TimeInForce.values()),
                cumQty + leavesQty,
                amount(),
                state,
                cumQty,
                state.terminal() ? 0 : leavesQty,
                amount(),
                orNull(() -> new Order.PendingCancel(id(), text())),
                orNull(() -> new Order.PendingReplace(id(), text(), amount(), amount())));
    }

    private Instruction instruction() {
        return pick(
                () -> new Instruction.Enter(
                        id(),
                        text(),
                        text(),
                        one(Side.values()),
                        one(OrdType.values()),
                        one(TimeInForce.values()),
                        amount(),
                        amount()),
                () -> new Instruction.Cancel(id(), id(), text()),
                () -> new Instruction.Replace(id(), id(), text(), amount(), amount()));
    }

    private VenueReport.Outcome outcome() {
        return pick(
                () -> new VenueReport.Accepted(id()),
                () -> new VenueReport.Refused(id(), one(Reason.values())),
                () -> new VenueReport.Traded(text(), amount(), amount(), id(), id(), one(Side.values())),
                () -> new VenueReport.Canceled(id(), id(), one(Reason.values())),
                () -> new VenueReport.Replaced(id(), id(), amount(), amount()),
                () -> new VenueReport.RequestRefused(id(), id(), one(Reason.values())));
    }

    private LedgerEntry.Posting posting() {
        return new LedgerEntry.Posting(text(), text(), amount(), amount(), amount(), amount());
    }

    private long id() {
        return random.nextInt(6) == 0
                ? OrderIds.NONE
                : OrderIds.of(random.nextInt(0x8000), random.nextLong() & (1L << 48) - 1);
    }

    private long amount() {
        switch (random.nextInt(4)) {
            case 0:
                return 0;
            case 1:
                return Long.MAX_VALUE - random.nextInt(2);
            case 2:
                return -Long.MAX_VALUE + random.nextInt(2);
            default:
                return random.nextLong() >> random.nextInt(63);
        }
    }

    private String text() {
        return one(TEXTS) + (random.nextBoolean() ? "" : one(TEXTS));
    }

    private <E> E one(E[] values) {
        return values[random.nextInt(values.length)];
    }

    private <E> E orNull(Supplier<E> supplier) {
        return random.nextInt(3) == 0 ? null : supplier.get();
    }

    private <E> List<E> list(Supplier<? extends E> supplier) {
        List<E> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(supplier.get());
        }
        return list;
    }

    @SafeVarargs
    private <E> E pick(Supplier<? extends E>... suppliers) {
        return suppliers[random.nextInt(suppliers.length)].get();
    }
}
