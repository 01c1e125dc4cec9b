package io.atlas.oms.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.atlas.domain.CancelOrder;
import io.atlas.domain.Command;
import io.atlas.domain.FixedPoint;
import io.atlas.domain.Instruction;
import io.atlas.domain.LogPosition;
import io.atlas.domain.NewOrder;
import io.atlas.domain.Order;
import io.atlas.domain.OrderChange;
import io.atlas.domain.OrderChange.Kind;
import io.atlas.domain.OrderIds;
import io.atlas.domain.OrderState;
import io.atlas.domain.OrdersChanged;
import io.atlas.domain.Reason;
import io.atlas.domain.ReplaceOrder;
import io.atlas.domain.Side;
import io.atlas.domain.VenueReport;
import io.atlas.domain.VenueReport.Accepted;
import io.atlas.domain.VenueReport.Canceled;
import io.atlas.domain.VenueReport.Outcome;
import io.atlas.domain.VenueReport.Refused;
import io.atlas.domain.VenueReport.Replaced;
import io.atlas.domain.VenueReport.RequestRefused;
import io.atlas.domain.VenueReport.Traded;
import io.atlas.wire.log.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A venue that behaves, in a random way and at random delays, and a desk that crashes now and then. The venue's own few lines
 * say what an order has left; they share nothing with the desk.
 */
class OrderDeskPropertyTest {
    private static final int STEPS = 400;
    /** More than the orders of a run, so that nothing is forgotten and whole states can be compared. */
    private static final int KEPT = 1_000;

    private record Output(LogPosition cause, OrdersChanged body) {}

    /** One order in the venue's eyes. */
    private static final class Working {
        private final Side side;
        private long qty;
        private long px;
        private long cumQty;
        private boolean live = true;

        Working(Side side, long qty, long px) {
            this.side = side;
            this.qty = qty;
            this.px = px;
        }
    }

    private Random random;
    private final List<Command> commands = new ArrayList<>();
    private final List<VenueReport> reports = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Map<Long, Working> venue = new HashMap<>();
    private int venueAt;
    private OrderDesk desk;
    private int commandsAt;
    private int reportsAt;

    @Property(tries = 200)
    void ordersKeepTheirInvariantsAndAreTheFoldOfTheirOutputs(@ForAll long seed) {
        start(seed);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> commands.add(command());
                case 2, 3 -> venueTakesCommand();
                case 4 -> venueTrades();
                case 5, 6 -> deskTakesOne();
                default -> deskCrashes();
            }
        }
        finish();

        checkChanges();
        Map<Long, Order> folded = new HashMap<>();
        outputs.forEach(output ->
                output.body().changes().forEach(c -> folded.put(c.order().orderId(), c.order())));
        assertThat(desk.orders()).isEqualTo(folded);
        assertThat(desk.unansweredRequests()).isZero();
        assertThat(outputs).hasSize(commands.size() + reports.size());
        venue.forEach((orderId, working) -> {
            assertThat(folded.get(orderId).open()).isEqualTo(working.live);
            assertThat(folded.get(orderId).cumQty()).isEqualTo(working.cumQty);
        });
    }

    private void start(long seed) {
        random = new Random(seed);
        commands.clear();
        reports.clear();
        outputs.clear();
        venue.clear();
        venueAt = 0;
        deskCrashes();
    }

    private void finish() {
        while (venueAt < commands.size()) {
            venueTakesCommand();
        }
        while (commandsAt < commands.size() || reportsAt < reports.size()) {
            deskTakesOne();
        }
    }

    private Command command() {
        long n = commands.size();
        long orderId = OrderIds.of(Desk.PARTITION, n == 0 ? 0 : random.nextInt((int) n));
        // Only orders that exist: the gateway refuses the others itself.
        boolean known = n > 0 && commands.get((int) OrderIds.offset(orderId)) instanceof NewOrder;
        String qty = Integer.toString(1 + random.nextInt(9));
        String px = Integer.toString(95 + random.nextInt(10));
        if (known && random.nextInt(3) == 0) {
            return Desk.cancelOrder(orderId, n, -1);
        }
        if (known && random.nextInt(2) == 0) {
            return Desk.replaceOrder(orderId, qty, px, n, -1);
        }
        return Desk.newOrder(random.nextBoolean() ? Side.BUY : Side.SELL, qty, px, n, -1);
    }

    private void venueTakesCommand() {
        if (venueAt == commands.size()) {
            return;
        }
        long number = OrderIds.of(Desk.PARTITION, venueAt);
        Command command = commands.get(venueAt++);
        List<Outcome> outcomes = new ArrayList<>();
        if (command instanceof NewOrder order) {
            enters(number, order, outcomes);
        } else if (command instanceof CancelOrder cancel) {
            Working working = venue.get(cancel.orderId());
            if (working.live && random.nextInt(5) > 0) {
                working.live = false;
                outcomes.add(new Canceled(cancel.orderId(), number, Reason.USER_CANCEL));
            } else {
                outcomes.add(new RequestRefused(cancel.orderId(), number, Reason.TOO_LATE));
            }
        } else {
            replaces(number, (ReplaceOrder) command, outcomes);
        }
        // The instruction's number is all the desk looks at.
        reports.add(
                new VenueReport(reports.size() + 1, 0, new Instruction.Cancel(number, number, Desk.SYMBOL), outcomes));
    }

    private void enters(long number, NewOrder order, List<Outcome> outcomes) {
        Working working = new Working(order.side(), order.qty(), order.px());
        venue.put(number, working);
        switch (random.nextInt(6)) {
            case 0 -> {
                working.live = false;
                outcomes.add(new Refused(number, Reason.VENUE_REFUSED));
            }
            case 1 -> {
                working.live = false;
                outcomes.add(new Canceled(number, OrderIds.NONE, Reason.IOC_REST));
            }
            case 2 -> {
                outcomes.add(new Accepted(number));
                trade(number, working, outcomes);
            }
            default -> outcomes.add(new Accepted(number));
        }
    }

    /** A second replace while one is unanswered never gets past a gateway, and one of two stays unshown; refuse it. */
    private void replaces(long number, ReplaceOrder replace, List<Outcome> outcomes) {
        Working working = venue.get(replace.orderId());
        boolean alone = commands.stream()
                .filter(ReplaceOrder.class::isInstance)
                .map(ReplaceOrder.class::cast)
                .filter(other -> other.orderId() == replace.orderId())
                .allMatch(replace::equals);
        if (!working.live || !alone || random.nextInt(5) == 0) {
            outcomes.add(new RequestRefused(replace.orderId(), number, Reason.TOO_LATE));
            return;
        }
        working.qty = Math.max(replace.qty(), working.cumQty);
        working.px = replace.px();
        working.live = working.qty > working.cumQty;
        outcomes.add(new Replaced(replace.orderId(), number, replace.qty(), replace.px()));
    }

    private void venueTrades() {
        List<Outcome> outcomes = new ArrayList<>();
        venue.forEach((orderId, working) -> {
            if (working.live && random.nextInt(4) == 0) {
                trade(orderId, working, outcomes);
            }
        });
        if (!outcomes.isEmpty()) {
            reports.add(new VenueReport(reports.size() + 1, 0, null, outcomes));
        }
    }

    private void trade(long orderId, Working working, List<Outcome> outcomes) {
        long lots = (working.qty - working.cumQty) / FixedPoint.ONE;
        long qty = (1 + random.nextInt((int) lots)) * FixedPoint.ONE;
        working.cumQty += qty;
        working.live = working.cumQty < working.qty;
        boolean buy = working.side == Side.BUY;
        long px =
                buy ? working.px - random.nextInt(3) * FixedPoint.ONE : working.px + random.nextInt(3) * FixedPoint.ONE;
        outcomes.add(new Traded(
                Desk.SYMBOL, px, qty, buy ? orderId : OrderIds.NONE, buy ? OrderIds.NONE : orderId, working.side));
    }

    private void deskTakesOne() {
        boolean reportFirst = random.nextBoolean();
        if (reportFirst && reportsAt < reports.size() && desk.ready(reports.get(reportsAt))) {
            add(Topics.REPORTS, reportsAt, desk.apply(reportsAt, reports.get(reportsAt++)));
        } else if (commandsAt < commands.size()) {
            add(Topics.COMMANDS, commandsAt, desk.apply(commandsAt, commands.get(commandsAt++)));
        } else if (reportsAt < reports.size()) {
            assertThat(desk.ready(reports.get(reportsAt))).isTrue();
            add(Topics.REPORTS, reportsAt, desk.apply(reportsAt, reports.get(reportsAt++)));
        }
    }

    private void add(String topic, int offset, OrdersChanged output) {
        outputs.add(new Output(new LogPosition(topic, 0, offset), output));
        desk.confirmed(outputs.size() - 1, output);
    }

    /** Some of the last outputs may be lost; a new desk folds the others, recalls their inputs and takes the rest. */
    private void deskCrashes() {
        int lost = outputs.isEmpty() ? 0 : random.nextInt(Math.min(4, outputs.size()));
        outputs.subList(outputs.size() - lost, outputs.size()).clear();
        desk = new OrderDesk(
                Desk.PARTITION,
                Desk.PARTITIONS,
                (input, why) -> assertThat(why).as("%s", input).isNull(),
                KEPT);
        commandsAt = 0;
        reportsAt = 0;
        for (int i = 0; i < outputs.size(); i++) {
            desk.fold(i, outputs.get(i).body());
            LogPosition cause = outputs.get(i).cause();
            if (cause.topic().equals(Topics.COMMANDS)) {
                commandsAt = (int) cause.offset() + 1;
            } else {
                reportsAt = (int) cause.offset() + 1;
            }
        }
        for (int i = 0; i < commandsAt; i++) {
            desk.recall(i, commands.get(i));
        }
        reports.subList(0, reportsAt).forEach(desk::recall);
    }

    private void checkChanges() {
        Map<Long, Order> before = new HashMap<>();
        Set<Long> ended = new HashSet<>();
        Map<Long, Long> amounts = new HashMap<>();
        for (Output output : outputs) {
            for (OrderChange change : output.body().changes()) {
                Order order = change.order();
                long id = order.orderId();
                assertThat(change.kind()).isNotEqualTo(Kind.QUARANTINED);
                assertThat(order.cumQty() + order.leavesQty()).isEqualTo(order.open() ? order.qty() : order.cumQty());
                if (change.kind() == Kind.TRADE) {
                    long amount = FixedPoint.multiplyExact(
                            change.execution().lastPx(), change.execution().lastQty());
                    amounts.merge(id, amount, Long::sum);
                }
                assertThat(order.cumAmount()).isEqualTo(amounts.getOrDefault(id, 0L));
                Order old = before.put(id, order);
                if (old == null) {
                    assertThat(order.state()).isEqualTo(OrderState.PENDING_SUBMIT);
                } else {
                    assertThat(order.cumQty()).isGreaterThanOrEqualTo(old.cumQty());
                    assertThat(!ended.contains(id) || order.state() == old.state())
                            .as("one end, for good")
                            .isTrue();
                }
                if (!order.open()) {
                    ended.add(id);
                }
            }
        }
    }
}
